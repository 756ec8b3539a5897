package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.samspill.catalogue.FormFixture.KARI;
import static org.samspill.catalogue.FormFixture.OLA;
import static org.samspill.catalogue.FormFixture.TODAY;
import static org.samspill.catalogue.FormFixture.component;
import static org.samspill.catalogue.FormFixture.field;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.springframework.context.support.StaticMessageSource;

/** Whatever a journey keeps can be shown as text and sent back unchanged, and nothing typed makes the reading fail. */
class FieldPropertiesTest {

    private static final Field DATE = field(component("datetime", "start", ",\"subtype\":\"date\""));
    private static final Field NUMBER = field(component("number", "unlimited", ""));
    private static final Field NOTE = field(component("textarea", "note", ""));
    private static final Field LIST = field(component("textarea", "needs", ""));
    private static final Field PEOPLE = field(component("textarea", "guardians", ""));
    private static final FormWords WORDS =
            new FormWords(new StaticMessageSource(), Locale.forLanguageTag("nb"), id -> Optional.empty());

    private static FieldReading sentBack(Field field, Object value) {
        return new FieldReader(field, TODAY).read(List.of(WORDS.typed(field, value)));
    }

    @Property
    void daysComeBackAsTheyWere(@ForAll("days") LocalDate day) {
        assertThat(sentBack(DATE, day)).isEqualTo(new FieldReading.Value(day));
        assertThat(sentBack(DATE, day.toString())).isEqualTo(new FieldReading.Value(day));
    }

    @Property
    void aDayIsReadAsTheDayThatStandsThereOrNotAtAll(
            @ForAll @IntRange(min = 0, max = 99) int first,
            @ForAll @IntRange(min = 0, max = 99) int second,
            @ForAll @IntRange(min = 1850, max = 2200) int year) {
        FieldReading reading = FieldDates.read(first + "." + second + "." + year);
        if (reading instanceof FieldReading.Value value) {
            LocalDate day = (LocalDate) value.value();
            assertThat(List.of(day.getDayOfMonth(), day.getMonthValue(), day.getYear()))
                    .isEqualTo(List.of(first, second, year));
        } else {
            boolean exists = second >= 1
                    && second <= 12
                    && first >= 1
                    && first <= LocalDate.of(year, second, 1).lengthOfMonth();
            assertThat(exists).isFalse();
        }
        assertThat(FieldDates.read(first + "/" + second + "/" + year)).isInstanceOf(FieldReading.Wrong.class);
    }

    @Property
    void numbersComeBackAsTheyWere(@ForAll("numbers") BigDecimal number) {
        Object kept = new FieldReader(NUMBER, TODAY).read(List.of(FieldNumbers.typed(number)))
                        instanceof FieldReading.Value value
                ? value.value()
                : "not read: " + number;
        assertThat(sentBack(NUMBER, kept)).isEqualTo(new FieldReading.Value(kept));
        assertThat(FieldNumbers.decimal((Number) kept)).isEqualByComparingTo(number);
    }

    @Property
    void numbersShownToReadCanBeTypedAsShown(@ForAll("numbers") BigDecimal number) {
        String shown = FieldNumbers.read(number, Locale.forLanguageTag("nb"));
        assertThat(FieldNumbers.read(shown, DataType.NUMBER))
                .isInstanceOfSatisfying(FieldReading.Value.class, value -> assertThat((BigDecimal) value.value())
                        .isEqualByComparingTo(number));
    }

    @Property
    void textsComeBackAsTheyWere(@ForAll @StringLength(max = 300) String typed) {
        if (new FieldReader(NOTE, TODAY).read(List.of(typed)) instanceof FieldReading.Value value) {
            assertThat(sentBack(NOTE, value.value())).isEqualTo(value);
        }
    }

    @Property
    void listsComeBackAsTheyWere(@ForAll("entries") List<String> entries) {
        if (!entries.isEmpty()) {
            assertThat(sentBack(LIST, entries)).isEqualTo(new FieldReading.Value(entries));
        }
    }

    @Property
    void peopleComeBackAsTheyWere(@ForAll("names") String kari, @ForAll("names") String ola) {
        List<Map<String, Object>> people =
                List.of(Map.of("nationalId", KARI, "name", kari), Map.of("nationalId", OLA, "name", ola));
        assertThat(sentBack(PEOPLE, people)).isEqualTo(new FieldReading.Value(people));
    }

    @Property
    void nothingTypedMakesTheReadingFail(
            @ForAll("fields") Field field, @ForAll List<@StringLength(max = 60) String> typed) {
        FieldReading reading = new FieldReader(field, TODAY).read(typed);
        if (reading instanceof FieldReading.Value value) {
            assertThat(field.datum().check(value.value())).isInstanceOf(Checked.Value.class);
        }
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(0, ChronoUnit.DAYS.between(LocalDate.of(1850, 1, 1), LocalDate.of(2200, 12, 31)))
                .map(days -> LocalDate.of(1850, 1, 1).plusDays(days));
    }

    @Provide
    Arbitrary<BigDecimal> numbers() {
        return Arbitraries.integers().between(0, 9).flatMap(scale -> Arbitraries.longs()
                .between(-99_999_999_999_999L, 99_999_999_999_999L)
                .map(digits -> BigDecimal.valueOf(digits, scale)));
    }

    @Provide
    Arbitrary<List<String>> entries() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("æøå,.- ")
                .ofMinLength(1)
                .ofMaxLength(30)
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .list()
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .alpha()
                .withChars("æøåÆØÅ-")
                .ofMinLength(1)
                .ofMaxLength(20)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(parts -> String.join(" ", parts));
    }

    @Provide
    Arbitrary<Field> fields() {
        return Arbitraries.of(
                DATE,
                NUMBER,
                NOTE,
                LIST,
                PEOPLE,
                field(component("number", "amount", "")),
                field(component("number", "count", "")),
                field(component("number", "degree", "")),
                field(component("radio", "outcome", "")),
                field(component("radio", "urgent", "")),
                field(component("checkbox", "urgent", "")),
                field(component("checkbox", "consent.peer", "")),
                field(component("textfield", "person", "")),
                field(component("textfield", "org", "")),
                field(component("select", "bank.organisation", "")),
                field(component("textfield", "account", "")),
                field(component("textfield", "contact.email", "")),
                field(component("textfield", "contact.phone", "")),
                field(component("textfield", "subject.municipality", "")));
    }
}
