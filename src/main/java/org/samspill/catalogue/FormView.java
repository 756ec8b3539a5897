package org.samspill.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form as a page shows it, in one language: made by {@link Forms#view}, drawn by the fragments {@code web/form :: summary} and
 * {@code web/form :: fields}. Ids are written here, so that labels, explanations, messages and links agree without any script.
 *
 * @param dynamic whether some answer decides what else is asked; the inputs of such answers carry {@code data-rerender}
 */
public record FormView(String id, List<Part> parts, List<Problem> problems, boolean dynamic) {

    /** Name of the hidden inputs that say which conditional fields a person had before her when she sent the form. */
    public static final String SHOWN = "_shown";

    /** One part of the page; {@code kind} names the fragment that draws it. */
    public sealed interface Part {
        String kind();
    }

    /** Paragraphs, headings and lists. */
    public record Prose(List<FormProse.Block> blocks) implements Part {
        @Override
        public String kind() {
            return "prose";
        }
    }

    /** Facts that stand together. */
    public record Facts(List<Fact> facts) implements Part {
        @Override
        public String kind() {
            return "facts";
        }
    }

    /** A fact: its label, its value line by line (empty: not known), and where it comes from. */
    public record Fact(
            String name,
            String label,
            @Nullable String description,
            List<String> lines,
            @Nullable String origin) {}

    /** Parts under one heading; {@code label} is null when there is none. */
    public record Group(String id, @Nullable String label, List<Part> parts) implements Part {
        @Override
        public String kind() {
            return "group";
        }
    }

    /**
     * One question.
     *
     * @param id of the input, or of the fieldset around several
     * @param value what stands in it now, as text
     * @param mark whether it must be answered, in words
     * @param hint how the answer is written
     * @param describedBy ids of description, hint and message, or null when there are none
     * @param conditional whether it can be hidden
     */
    public record Question(
            FieldWidget widget,
            String name,
            String id,
            String label,
            @Nullable String description,
            @Nullable String hint,
            List<Term> consent,
            @Nullable String mark,
            boolean required,
            String value,
            List<Option> options,
            @Nullable String unit,
            @Nullable String error,
            @Nullable String describedBy,
            @Nullable String autocomplete,
            @Nullable String inputmode,
            boolean rerender,
            boolean conditional)
            implements Part {
        @Override
        public String kind() {
            return switch (widget) {
                case LINE, NUMBER, DATE -> "line";
                case AREA, LINES, PEOPLE -> "area";
                case SELECT -> "select";
                case TICK -> "tick";
                case CHOICE, YES_NO -> "radios";
                case TICKS -> "ticks";
            };
        }

        /** Where a link from the error summary goes: the input, or the first of several. */
        public String focus() {
            return options.isEmpty() || widget == FieldWidget.SELECT
                    ? id
                    : options.get(0).id();
        }

        /** Whether there is an explanation of the designer's or of the consent. */
        public boolean described() {
            return description != null || !consent.isEmpty();
        }

        public boolean ticked() {
            return value.equals("true") || value.equals("on");
        }

        /** A line break first: HTML drops one, and an answer may begin with one of its own. */
        public String area() {
            return "\n" + value;
        }

        /** How wide the input is, in characters, where answers are short; the width itself says what is expected. */
        public @Nullable Integer size() {
            return switch (widget) {
                case DATE -> 12;
                case NUMBER -> 14;
                case LINE -> "numeric".equals(inputmode) ? 14 : null;
                default -> null;
            };
        }

        public String type() {
            return switch (inputmode == null ? "" : inputmode) {
                case "email" -> "email";
                case "tel" -> "tel";
                default -> "text";
            };
        }
    }

    /** One answer to choose. */
    public record Option(String id, String value, String label, boolean chosen) {}

    /** A line about a consent: what, and the words. */
    public record Term(String name, String words) {}

    /** A line of the error summary: which field, in words, and the id to go to. */
    public record Problem(String target, String words) {}

    public FormView {
        parts = List.copyOf(parts);
        problems = List.copyOf(problems);
    }
}
