package org.samspill.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what was typed or chosen for one field: first as people write, then by the datum's own check, then by the form's rules. */
final class FieldReader {

    private static final int LONGEST_LINE = 1_000;
    private static final int LONGEST_TEXT = 4_000;
    private static final int MOST_ENTRIES = 100;

    private final Field field;
    private final LocalDate today;

    FieldReader(Field field, LocalDate today) {
        this.field = field;
        this.today = today;
    }

    FieldReading read(List<String> posted) {
        List<String> typed = posted.stream()
                .map(FieldReader::clean)
                .filter(text -> !text.isBlank())
                .toList();
        if (field.widget() == FieldWidget.TICK) {
            return new FieldReading.Value(!typed.isEmpty() && yes(typed.get(0)));
        }
        if (typed.isEmpty()) {
            return new FieldReading.Nothing();
        }
        FieldReading written = field.widget() == FieldWidget.TICKS ? choices(typed) : written(typed.get(0));
        FieldReading checked = written instanceof FieldReading.Value value ? fitting(value.value()) : written;
        return checked instanceof FieldReading.Value value ? ruled(value.value()) : checked;
    }

    private FieldReading written(String typed) {
        String text = typed.strip();
        return switch (field.datum().type()) {
            case TEXT -> text(text);
            case NUMBER, INTEGER, MONEY ->
                chosen() ? choice(text) : FieldNumbers.read(text, field.datum().type());
            case DATE -> FieldDates.read(text);
            case BOOLEAN, CONSENT -> truth(text);
            case ENUM -> choice(text);
            case PEOPLE -> FieldPeople.read(typed, today);
            case LIST -> lines(typed);
            case NATIONAL_ID, ORGANISATION_NUMBER, ORGANISATION, MUNICIPALITY ->
                chosen() ? choice(text) : new FieldReading.Value(text.replaceAll("[\\s\\u00a0]", ""));
            case ACCOUNT_NUMBER, PHONE -> new FieldReading.Value(text.replaceAll("[\\s\\u00a0.()-]", ""));
            case EMAIL -> new FieldReading.Value(text.toLowerCase(Locale.ROOT));
        };
    }

    /** A choice among options that the form names; what an organisation can be is looked up by those who show and store it. */
    private boolean chosen() {
        return (field.widget() == FieldWidget.CHOICE || field.widget() == FieldWidget.SELECT)
                && !field.options().isEmpty();
    }

    private FieldReading text(String text) {
        if (chosen()) {
            return choice(text);
        }
        int most = field.widget() == FieldWidget.LINE ? LONGEST_LINE : LONGEST_TEXT;
        return text.length() > most
                ? FieldReading.wrong("max-length", String.valueOf(most), String.valueOf(text.length()))
                : new FieldReading.Value(text);
    }

    private FieldReading choice(String text) {
        return field.options().stream().anyMatch(option -> option.value().equals(text))
                ? new FieldReading.Value(text)
                : FieldReading.wrong("choice");
    }

    private FieldReading choices(List<String> typed) {
        boolean offered = typed.stream().allMatch(text -> field.options().stream()
                .anyMatch(option -> option.value().equals(text)));
        return offered ? new FieldReading.Value(typed.stream().distinct().toList()) : FieldReading.wrong("choice");
    }

    private FieldReading truth(String text) {
        return yes(text)
                ? new FieldReading.Value(true)
                : text.equals("false") ? new FieldReading.Value(false) : FieldReading.wrong("choice");
    }

    private static boolean yes(String text) {
        return text.equals("true") || text.equals("on");
    }

    private static FieldReading lines(String typed) {
        List<String> entries =
                typed.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return entries.size() > MOST_ENTRIES
                ? FieldReading.wrong("entries-most", String.valueOf(MOST_ENTRIES))
                : new FieldReading.Value(entries);
    }

    /** The same check that machines' answers pass, so that nothing reaches a journey by a form that could not by the interface. */
    private FieldReading fitting(Object written) {
        Checked checked = field.datum().check(written instanceof LocalDate date ? date.toString() : written);
        if (checked instanceof Checked.Value value && value.value() != null) {
            return new FieldReading.Value(value.value());
        }
        BigDecimal number = written instanceof BigDecimal decimal ? decimal : null;
        BigDecimal min = field.datum().min();
        BigDecimal max = field.datum().max();
        if (number != null && min != null && number.compareTo(min) < 0) {
            return FieldReading.wrong("min", FieldNumbers.typed(min));
        }
        if (number != null && max != null && number.compareTo(max) > 0) {
            return FieldReading.wrong("max", FieldNumbers.typed(max));
        }
        return FieldReading.wrong(field.datum().type().key());
    }

    private FieldReading ruled(Object value) {
        FieldReading broken = broken(value);
        return broken == null ? new FieldReading.Value(value) : broken;
    }

    private @Nullable FieldReading broken(Object value) {
        FieldRules rules = field.rules();
        if (value instanceof Collection<?> several) {
            return counted(several.size(), rules);
        }
        if (value instanceof Number number) {
            return measured(FieldNumbers.decimal(number), rules);
        }
        if (rules.notPast() && field.widget() == FieldWidget.DATE) {
            return LocalDate.parse(value.toString()).isBefore(today)
                    ? FieldReading.wrong("past", FieldDates.typed(today))
                    : null;
        }
        return value instanceof String text && field.widget() != FieldWidget.DATE ? spelled(text, rules) : null;
    }

    private static @Nullable FieldReading counted(int count, FieldRules rules) {
        BigDecimal size = BigDecimal.valueOf(count);
        if (rules.min() != null && size.compareTo(rules.min()) < 0) {
            return FieldReading.wrong("entries-min", FieldNumbers.typed(rules.min()), String.valueOf(count));
        }
        if (rules.max() != null && size.compareTo(rules.max()) > 0) {
            return FieldReading.wrong("entries-max", FieldNumbers.typed(rules.max()), String.valueOf(count));
        }
        return null;
    }

    private @Nullable FieldReading measured(BigDecimal number, FieldRules rules) {
        if (rules.min() != null && number.compareTo(rules.min()) < 0) {
            return FieldReading.wrong("min", FieldNumbers.typed(rules.min()));
        }
        if (rules.max() != null && number.compareTo(rules.max()) > 0) {
            return FieldReading.wrong("max", FieldNumbers.typed(rules.max()));
        }
        Integer decimals = rules.decimals() != null
                ? rules.decimals()
                : field.datum().type() == DataType.MONEY ? Integer.valueOf(2) : null;
        if (decimals != null && number.scale() > decimals) {
            return decimals == 0
                    ? FieldReading.wrong("integer")
                    : FieldReading.wrong("decimals", String.valueOf(decimals));
        }
        return null;
    }

    private static @Nullable FieldReading spelled(String text, FieldRules rules) {
        int length = text.codePointCount(0, text.length());
        if (rules.minLength() != null && length < rules.minLength()) {
            return FieldReading.wrong("min-length", String.valueOf(rules.minLength()), String.valueOf(length));
        }
        if (rules.maxLength() != null && length > rules.maxLength()) {
            return FieldReading.wrong("max-length", String.valueOf(rules.maxLength()), String.valueOf(length));
        }
        return rules.pattern() != null && !rules.pattern().matches(text) ? FieldReading.wrong("pattern") : null;
    }

    /** One kind of line end, and none of the characters that no database and no screen wants. */
    private static String clean(String typed) {
        String lines = typed.replace("\r\n", "\n").replace('\r', '\n');
        StringBuilder kept = new StringBuilder(lines.length());
        lines.codePoints()
                .filter(c -> c == '\n' || c == '\t' || (!Character.isISOControl(c) && (c < 0xD800 || c > 0xDFFF)))
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
