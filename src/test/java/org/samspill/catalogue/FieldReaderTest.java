package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.samspill.catalogue.FormFixture.KARI;
import static org.samspill.catalogue.FormFixture.OLA;
import static org.samspill.catalogue.FormFixture.TODAY;
import static org.samspill.catalogue.FormFixture.component;
import static org.samspill.catalogue.FormFixture.field;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type, and odd things that arrive, for one field of each type. */
class FieldReaderTest {

    private static final Field DATE = field(component("datetime", "start", ",\"subtype\":\"date\""));
    private static final Field MONEY = field(component("number", "amount", ""));
    private static final Field NUMBER = field(component("number", "degree", ""));
    private static final Field COUNT = field(component("number", "count", ""));
    private static final Field NOTE = field(component("textarea", "note", ""));
    private static final Field PEOPLE = field(component("textarea", "guardians", ""));

    private static FieldReading read(Field field, String... typed) {
        return new FieldReader(field, TODAY).read(Arrays.asList(typed));
    }

    private static @Nullable Object value(Field field, String... typed) {
        FieldReading reading = read(field, typed);
        return reading instanceof FieldReading.Value value ? value.value() : reading;
    }

    private static String problem(Field field, String... typed) {
        FieldReading reading = read(field, typed);
        if (reading instanceof FieldReading.Wrong wrong) {
            FormFixture.hasWords(new FormProblem(field.name(), "forms.problem." + wrong.kind(), wrong.arguments()));
            return wrong.kind();
        }
        return reading.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"20.11.2026", " 20.11.2026 ", "20. 11. 2026", "2026-11-20"})
    void datesAsPeopleWriteThem(String typed) {
        assertThat(value(DATE, typed)).isEqualTo(LocalDate.of(2026, 11, 20));
    }

    @Test
    void shortDates() {
        assertThat(value(DATE, "1.2.2027")).isEqualTo(LocalDate.of(2027, 2, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "11/20/2026, date",
        "20/11/2026, date",
        "20-11-2026, date",
        "20.11.26, date",
        "20112026, date",
        "i morgen, date",
        "11.20.2026, date-none",
        "31.02.2026, date-none",
        "29.02.2027, date-none",
        "0.1.2026, date-none",
        "2026-13-01, date-none",
        "20.11.0202, date-year",
        "20.11.9999, date-year",
    })
    void datesThatCouldBeAnotherDayAreNotGuessed(String typed, String problem) {
        assertThat(problem(DATE, typed)).isEqualTo(problem);
    }

    @Test
    void aDayBeforeTodayWhereTheFormForbidsIt() {
        Field future = field(component("datetime", "start", ",\"subtype\":\"date\",\"disallowPassedDates\":true"));
        assertThat(problem(future, "22.11.2026")).isEqualTo("past");
        assertThat(value(future, "23.11.2026")).isEqualTo(TODAY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1250 | 1250",
                "1 250 | 1250",
                "1\u00a0250\u00a0000 | 1250000",
                "1250,50 | 1250.5",
                "1250.5 | 1250.5",
                "0.125 | problem decimals",
                "kr 1 250,- | 1250",
                "1250 kr | 1250",
                "\u2212 5 | problem number",
                "\u22125 | -5",
                "1.250 | problem number-meanings",
                "1.250.000 | problem number",
                "1,250,000 | problem number",
                "12 50 | problem number",
                "1e5 | problem number",
                "0x10 | problem number",
                "NaN | problem number",
                "Infinity | problem number",
                "٣ | problem number",
                "1250,505 | problem decimals",
                "9999999999999999 | problem number-digits",
            })
    void amounts(String typed, String expected) {
        Object read = value(MONEY, typed);
        String shown = read instanceof FieldReading.Wrong wrong ? "problem " + wrong.kind() : String.valueOf(read);
        assertThat(shown).isEqualTo(expected);
    }

    @Test
    void limitsOfTheDatumAndWholeNumbers() {
        assertThat(value(NUMBER, "100")).isEqualTo(100L);
        assertThat(value(NUMBER, "12,5")).isEqualTo(12.5);
        assertThat(problem(NUMBER, "100,5")).isEqualTo("max");
        assertThat(problem(NUMBER, "-1")).isEqualTo("min");
        assertThat(problem(COUNT, "1,5")).isEqualTo("integer");
        assertThat(problem(field(component("number", "degree", ",\"validate\":{\"min\":20,\"max\":80}")), "19"))
                .isEqualTo("min");
        assertThat(problem(field(component("number", "degree", ",\"decimalDigits\":0")), "19,5"))
                .isEqualTo("integer");
    }

    @Test
    void textsKeepTheirLinesAndLoseWhatNobodyTyped() {
        assertThat(value(NOTE, "  en\r\nto\u0000\u0007 \ud800tre  ")).isEqualTo("en\nto tre");
        assertThat(value(NOTE, "<script>alert(1)</script> 👩‍👧")).isEqualTo("<script>alert(1)</script> 👩‍👧");
        assertThat(read(NOTE, " \r\n\t ")).isInstanceOf(FieldReading.Nothing.class);
        assertThat(read(NOTE)).isInstanceOf(FieldReading.Nothing.class);
        assertThat(problem(NOTE, "x".repeat(4001))).isEqualTo("max-length");
    }

    @Test
    void lengthsCountWhatPeopleSeeAsOneCharacter() {
        Field three = field(component("textfield", "note", ",\"validate\":{\"minLength\":3,\"maxLength\":3}"));
        assertThat(value(three, "a😀b")).isEqualTo("a😀b");
        assertThat(problem(three, "😀😀")).isEqualTo("min-length");
        assertThat(problem(three, "abcd")).isEqualTo("max-length");
    }

    @Test
    void patternsMatchTheWholeAnswerAndNeverRunWild() {
        Field digits = field(component("textfield", "note", ",\"validate\":{\"pattern\":\"[0-9]{4}\"}"));
        assertThat(value(digits, "0301")).isEqualTo("0301");
        assertThat(problem(digits, "03011")).isEqualTo("pattern");
        Field wild = field(component("textfield", "note", ",\"validate\":{\"pattern\":\"(a+)+b\"}"));
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThat(problem(wild, "a".repeat(900)))
                .isEqualTo("pattern"));
    }

    @Test
    void choices() {
        Field radio = field(component("radio", "outcome", ""));
        assertThat(value(radio, "partly")).isEqualTo("partly");
        assertThat(problem(radio, "other")).isEqualTo("choice");
        Field yesNo = field(component("radio", "urgent", ""));
        assertThat(value(yesNo, "false")).isEqualTo(false);
        assertThat(problem(yesNo, "maybe")).isEqualTo("choice");
        Field tick = field(component("checkbox", "urgent", ""));
        assertThat(value(tick)).isEqualTo(false);
        assertThat(value(tick, "true")).isEqualTo(true);
        Field ticks = field(component(
                "checklist",
                "needs",
                ",\"values\":[{\"label\":\"A\",\"value\":\"a\"},{\"label\":\"B\",\"value\":\"b\"}]"));
        assertThat(value(ticks, "b", "a", "b")).isEqualTo(List.of("b", "a"));
        assertThat(problem(ticks, "b", "c")).isEqualTo("choice");
    }

    @Test
    void numbersWithCheckDigits() {
        Field person = field(component("textfield", "person", ""));
        assertThat(value(person, KARI.substring(0, 6) + " " + KARI.substring(6)))
                .isEqualTo(KARI);
        assertThat(problem(
                        person, KARI.substring(0, 10) + (KARI.charAt(10) == '9' ? '0' : (char) (KARI.charAt(10) + 1))))
                .isEqualTo("national-id");
        Field organisation = field(component("textfield", "org", ""));
        assertThat(value(organisation, "312 345 676")).isEqualTo("312345676");
        assertThat(problem(organisation, "312345675")).isEqualTo("organisation-number");
        Field account = field(component("textfield", "account", ""));
        assertThat(value(account, "1234.56.78903")).isEqualTo("12345678903");
        assertThat(problem(account, "1234.56.78904")).isEqualTo("account-number");
        Field municipality = field(component("textfield", "subject.municipality", ""));
        assertThat(value(municipality, "0301")).isEqualTo("0301");
        assertThat(problem(municipality, "Oslo")).isEqualTo("municipality");
    }

    @Test
    void addresses() {
        assertThat(value(field(component("textfield", "contact.email", "")), "Kari@Eksempel.no"))
                .isEqualTo("kari@eksempel.no");
        assertThat(problem(field(component("textfield", "contact.email", "")), "kari@eksempel"))
                .isEqualTo("email");
        assertThat(value(field(component("textfield", "contact.phone", "")), "+47 400 00 000"))
                .isEqualTo("+4740000000");
        assertThat(problem(field(component("textfield", "contact.phone", "")), "12"))
                .isEqualTo("phone");
    }

    @Test
    void peopleOneOnEachLine() {
        String typed = KARI + " Kari Nordmann\n\n" + "Ola Nordmann, " + OLA.substring(0, 6) + " " + OLA.substring(6);
        assertThat(value(PEOPLE, typed))
                .isEqualTo(List.of(
                        Map.of("nationalId", KARI, "name", "Kari Nordmann"),
                        Map.of("nationalId", OLA, "name", "Ola Nordmann")));
    }

    @Test
    void everyLineOfPeopleIsChecked() {
        assertThat(read(PEOPLE, KARI + " Kari\nOla")).isEqualTo(FieldReading.wrong("people-number", "2"));
        assertThat(read(PEOPLE, KARI + " Kari\n12345678901 Ola")).isEqualTo(FieldReading.wrong("people-digits", "2"));
        assertThat(read(PEOPLE, KARI)).isEqualTo(FieldReading.wrong("people-name", "1"));
        assertThat(read(PEOPLE, KARI + " Kari\n" + KARI + " Kari igjen"))
                .isEqualTo(FieldReading.wrong("people-twice", "2"));
        Field two = field(component("textarea", "guardians", ",\"validate\":{\"min\":2}"));
        assertThat(problem(two, KARI + " Kari")).isEqualTo("entries-min");
    }

    @Test
    void listsOneOnEachLine() {
        assertThat(value(field(component("textarea", "needs", "")), " a \n\nb, c\n"))
                .isEqualTo(List.of("a", "b, c"));
    }
}
