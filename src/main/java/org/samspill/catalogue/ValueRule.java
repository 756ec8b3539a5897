package org.samspill.catalogue;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.NationalId;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Protection;

/** Decides whether a value from outside (JSON, a form, an agency's client) is one of a type and within its limits, and brings it to the one Java type of its kind. */
record ValueRule(
        String name,
        DataType type,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        Set<String> values) {

    private static final int LONGEST_TEXT = 4000;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_MEMBERS = 1000;
    private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}\\.[^@\\s.]{2,}");
    private static final Pattern PHONE = Pattern.compile("\\+?\\d{8,15}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{11}");
    private static final int[] ACCOUNT_WEIGHTS = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
    private static final Pattern MUNICIPALITY = Pattern.compile("\\d{4}");
    // Camunda's clients send dates as 2026-02-02T09:00:00.000+0100.
    private static final DateTimeFormatter CAMUNDA = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    Checked check(@Nullable Object raw) {
        if (raw == null || (raw instanceof String blank && blank.isBlank())) {
            return fits(null);
        }
        return switch (type) {
            case TEXT -> text(raw);
            case ENUM -> choice(raw);
            case NUMBER, MONEY -> number(raw, false);
            case INTEGER -> number(raw, true);
            case BOOLEAN, CONSENT -> bool(raw);
            case DATE -> date(raw);
            case NATIONAL_ID -> nationalId(raw);
            case ORGANISATION_NUMBER, ORGANISATION -> organisationNumber(raw);
            case ACCOUNT_NUMBER -> account(raw);
            case MUNICIPALITY -> matching(raw, MUNICIPALITY, "catalogue.value.municipality");
            case EMAIL -> matching(raw, EMAIL, "catalogue.value.email");
            case PHONE -> phone(raw);
            case LIST -> list(raw);
            case PEOPLE -> people(raw);
        };
    }

    private Checked fits(@Nullable Object value) {
        return new Checked.Value(name, value);
    }

    private Checked wrong(String key, Object... arguments) {
        return new Checked.Wrong(name, key, List.of(arguments));
    }

    private Checked text(Object raw) {
        if (!(raw instanceof String text)) {
            return wrong("catalogue.value.text");
        }
        if (text.length() > LONGEST_TEXT) {
            return wrong("catalogue.value.too-long", LONGEST_TEXT);
        }
        return storable(text) ? fits(text) : wrong("catalogue.value.unprintable");
    }

    /** No database takes the character of number zero or half a character. */
    private static boolean storable(String text) {
        return text.indexOf('\0') < 0 && text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }

    private Checked choice(Object raw) {
        return raw instanceof String key && values.contains(key)
                ? fits(key)
                : wrong("catalogue.value.enum", String.join(", ", values));
    }

    private Checked number(Object raw, boolean whole) {
        BigDecimal number;
        try {
            number = raw instanceof Number given
                    ? new BigDecimal(given.toString())
                    : new BigDecimal(raw.toString().strip().replace(" ", "").replace(',', '.'));
        } catch (NumberFormatException notOne) {
            return wrong(whole ? "catalogue.value.integer" : "catalogue.value.number");
        }
        // Far beyond any amount of money; keeps 1e400 from becoming infinity.
        if (number.precision() - number.scale() > 15 || number.scale() > 12) {
            return wrong("catalogue.value.number");
        }
        if (min != null && number.compareTo(min) < 0) {
            return wrong("catalogue.value.min", min);
        }
        if (max != null && number.compareTo(max) > 0) {
            return wrong("catalogue.value.max", max);
        }
        boolean integral = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
        if (whole && !integral) {
            return wrong("catalogue.value.integer");
        }
        return integral ? fits(number.longValueExact()) : fits(number.doubleValue());
    }

    private Checked bool(Object raw) {
        if (raw instanceof Boolean) {
            return fits(raw);
        }
        return switch (raw.toString()) {
            case "true" -> fits(true);
            case "false" -> fits(false);
            default -> wrong("catalogue.value.boolean");
        };
    }

    private Checked date(Object raw) {
        if (raw instanceof LocalDate) {
            return fits(raw);
        }
        if (raw instanceof Date moment) {
            return fits(moment.toInstant().atZone(NORWAY).toLocalDate());
        }
        String text = raw.toString().strip();
        try {
            if (text.length() == 10) {
                return fits(LocalDate.parse(text));
            }
            var moment =
                    text.matches(".*[+-]\\d{4}") ? OffsetDateTime.parse(text, CAMUNDA) : OffsetDateTime.parse(text);
            return fits(moment.atZoneSameInstant(NORWAY).toLocalDate());
        } catch (DateTimeException notOne) {
            return wrong("catalogue.value.date");
        }
    }

    private Checked nationalId(Object raw) {
        var id = NationalId.parse(raw.toString().replace(" ", ""));
        return id.isPresent() ? fits(id.get().value()) : wrong("catalogue.value.national-id");
    }

    private Checked organisationNumber(Object raw) {
        var number = OrganisationNumber.parse(raw.toString().replace(" ", ""));
        return number.isPresent() ? fits(number.get().value()) : wrong("catalogue.value.organisation-number");
    }

    private Checked account(Object raw) {
        String digits = raw.toString().replace(" ", "").replace(".", "");
        return ACCOUNT.matcher(digits).matches() && controlled(digits)
                ? fits(digits)
                : wrong("catalogue.value.account-number");
    }

    /** Bank accounts end in a modulus-11 control digit. */
    private static boolean controlled(String digits) {
        int sum = 0;
        for (int i = 0; i < ACCOUNT_WEIGHTS.length; i++) {
            sum += ACCOUNT_WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return (sum + digits.charAt(10) - '0') % 11 == 0;
    }

    private Checked phone(Object raw) {
        String digits = raw.toString().replace(" ", "");
        return PHONE.matcher(digits).matches() ? fits(digits) : wrong("catalogue.value.phone");
    }

    private Checked matching(Object raw, Pattern form, String key) {
        String text = raw.toString().strip();
        return form.matcher(text).matches() ? fits(text) : wrong(key);
    }

    private Checked list(Object raw) {
        List<?> members = raw instanceof Collection<?> several
                ? new ArrayList<>(several)
                : Arrays.asList(raw.toString().split("\\s*,\\s*"));
        if (members.size() > MOST_MEMBERS || members.stream().anyMatch(member -> !entry(member))) {
            return wrong("catalogue.value.list");
        }
        return fits(List.copyOf(members));
    }

    private static boolean entry(@Nullable Object member) {
        return member instanceof String text && text.length() <= LONGEST_TEXT && storable(text);
    }

    private Checked people(Object raw) {
        if (!(raw instanceof Collection<?> several) || several.size() > MOST_MEMBERS) {
            return wrong("catalogue.value.people");
        }
        var people = new ArrayList<Map<String, Object>>();
        for (Object one : several) {
            if (!(one instanceof Map<?, ?> given)
                    || !(nationalId(String.valueOf(given.get("nationalId"))) instanceof Checked.Value id)
                    || id.value() == null) {
                return wrong("catalogue.value.people");
            }
            var person = new LinkedHashMap<String, Object>();
            person.put("nationalId", id.value());
            Object name = given.get("name");
            if (name != null) {
                if (!(name instanceof String text) || text.length() > LONGEST_NAME || !storable(text)) {
                    return wrong("catalogue.value.people");
                }
                person.put("name", text);
            }
            Object birthDate = given.get("birthDate");
            if (birthDate != null) {
                if (!(date(birthDate) instanceof Checked.Value day) || day.value() == null) {
                    return wrong("catalogue.value.people");
                }
                person.put("birthDate", day.value().toString());
            }
            Object protection = given.get("addressProtection");
            if (protection != null) {
                String grade = String.valueOf(protection);
                if (!grade.equals(Protection.NONE) && Protection.of(grade) == null) {
                    return wrong("catalogue.value.people");
                }
                person.put("addressProtection", grade);
            }
            people.add(person);
        }
        return fits(List.copyOf(people));
    }
}
