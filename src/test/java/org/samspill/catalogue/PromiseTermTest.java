package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromiseTermTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Midten av desember / mid-December   | Midten av desember | mid-December
            Forvaltningsloven § 11 a            | Forvaltningsloven § 11 a | Forvaltningsloven § 11 a
            § 7/8                               | § 7/8 | § 7/8
            """)
    void aSourceIsToldInTheReadersLanguage(String source, String norwegian, String english) {
        assertThat(PromiseTerm.in(source, Locale.forLanguageTag("nb"))).isEqualTo(norwegian);
        assertThat(PromiseTerm.in(source, Locale.ENGLISH)).isEqualTo(english);
    }

    @Test
    void anAssumptionIsNobodysWord() {
        assertThat(PromiseTerm.assumed("Digdir (antatt / assumed)")).isTrue();
        assertThat(PromiseTerm.assumed("Antatt / assumed; hvitvaskingsloven § 17"))
                .isTrue();
        assertThat(PromiseTerm.assumed("Nav, forventet tid / expected time")).isFalse();
    }
}
