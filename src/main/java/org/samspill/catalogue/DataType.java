package org.samspill.catalogue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of value a datum holds; its key in model files is the lower-case name with hyphens ({@code national-id}). */
public enum DataType {
    TEXT,
    NUMBER,
    INTEGER,
    MONEY,
    BOOLEAN,
    DATE,
    ENUM,
    NATIONAL_ID,
    ORGANISATION_NUMBER,
    ORGANISATION,
    MUNICIPALITY,
    PEOPLE,
    CONSENT,
    LIST,
    ACCOUNT_NUMBER,
    EMAIL,
    PHONE;

    /** The word that stands for this type in model files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<DataType> of(String key) {
        return Arrays.stream(values()).filter(type -> type.key().equals(key)).findFirst();
    }
}
