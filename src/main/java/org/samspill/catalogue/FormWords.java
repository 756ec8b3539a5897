package org.samspill.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Values and messages of forms in one language. */
final class FormWords {

    private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private final MessageSource messages;
    private final Locale locale;
    private final Function<String, Optional<FieldPerson>> people;

    FormWords(MessageSource messages, Locale locale, Function<String, Optional<FieldPerson>> people) {
        this.messages = messages;
        this.locale = locale;
        this.people = people;
    }

    Locale locale() {
        return locale;
    }

    String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /** The message, where there is one. */
    @Nullable
    String hint(String key) {
        return messages.getMessage(key, null, null, locale);
    }

    /** A value as it is typed, so that sending it back unread gives the same value. */
    String typed(Field field, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        LocalDate day = day(field, value);
        if (day != null) {
            return FieldDates.typed(day);
        }
        if (value instanceof Number number) {
            return FieldNumbers.typed(number);
        }
        if (value instanceof List<?> several) {
            return field.widget() == FieldWidget.PEOPLE
                    ? FieldPeople.typed(several.stream().map(this::described).toList())
                    : String.join("\n", several.stream().map(String::valueOf).toList());
        }
        return value.toString();
    }

    /** A value as it is read, line by line. */
    List<String> read(Field field, @Nullable Object value, List<FieldOption> options) {
        if (value == null || value.toString().isBlank()) {
            return List.of();
        }
        LocalDate day = day(field, value);
        if (day != null) {
            return List.of(FieldDates.read(day, locale));
        }
        if (value instanceof Boolean truth) {
            return List.of(say(truth ? "forms.yes" : "forms.no"));
        }
        if (value instanceof Number number) {
            String unit = field.unit() == null
                    ? field.datum().type() == DataType.MONEY ? "kr" : ""
                    : field.unit().in(locale);
            Number shown = field.datum().type() == DataType.MONEY ? FieldNumbers.money(number) : number;
            return List.of((FieldNumbers.read(shown, locale) + "\u00a0" + unit).strip());
        }
        if (value instanceof List<?> several) {
            return field.datum().type() == DataType.PEOPLE
                    ? several.stream().map(this::name).toList()
                    : several.stream()
                            .map(one -> label(String.valueOf(one), options))
                            .toList();
        }
        return switch (field.datum().type()) {
            case ORGANISATION_NUMBER ->
                List.of(value.toString().replaceFirst("(\\d{3})(\\d{3})(\\d{3})", "$1\u00a0$2\u00a0$3"));
            case ACCOUNT_NUMBER -> List.of(value.toString().replaceFirst("(\\d{4})(\\d{2})(\\d{5})", "$1.$2.$3"));
            case NATIONAL_ID -> List.of(value.toString().replaceFirst("(\\d{6})(\\d{5})", "$1\u00a0$2"));
            default -> label(value.toString(), options).lines().toList();
        };
    }

    private String label(String value, List<FieldOption> options) {
        return options.stream()
                .filter(option -> option.value().equals(value))
                .map(option -> option.label().in(locale))
                .findFirst()
                .orElse(value);
    }

    private static @Nullable LocalDate day(Field field, Object value) {
        if (field.datum().type() != DataType.DATE) {
            return null;
        }
        return field.datum().check(value) instanceof Checked.Value fits && fits.value() != null
                ? LocalDate.parse(fits.value().toString())
                : null;
    }

    /** In a journey people are ids; on the way in they are described. */
    private Object described(Object person) {
        if (person instanceof Map<?, ?>) {
            return person;
        }
        FieldPerson found = people.apply(String.valueOf(person)).orElse(null);
        return found == null || found.nationalId() == null
                ? ""
                : Map.of("nationalId", found.nationalId(), "name", found.name());
    }

    private String name(Object person) {
        return person instanceof Map<?, ?> described
                ? FieldPeople.name(described)
                : people.apply(String.valueOf(person)).map(FieldPerson::name).orElseGet(() -> say("forms.person"));
    }

    String moment(Instant at) {
        ZonedDateTime local = at.atZone(NORWAY);
        return say("forms.fact.at", FieldDates.read(local.toLocalDate(), locale), CLOCK.format(local));
    }

    String span(@Nullable Within within) {
        if (within == null) {
            return say("forms.consent.no-end");
        }
        String unit = within.unit().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return say("forms.consent." + unit, within.amount());
    }
}
