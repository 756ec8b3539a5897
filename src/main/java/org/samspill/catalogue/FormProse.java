package org.samspill.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of forms: paragraphs, {@code ## headings}, {@code - lists}, {@code **bold**}, and {@code {{child.name}}} for a fact.
 * It becomes blocks of runs, never HTML, so that no text in a form and no fact can become markup.
 */
public final class FormProse {

    private static final Pattern FACT = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*]+)\\*\\*");

    /** A heading, a paragraph or a list; a list has one line of runs for each of its points, the others have one. */
    public record Block(Kind kind, List<List<Run>> lines) {
        public Block {
            lines = List.copyOf(lines);
        }
    }

    /** What a block is. */
    public enum Kind {
        HEADING,
        PARAGRAPH,
        LIST
    }

    /** A stretch of text, bold or not. */
    public record Run(String text, boolean bold) {}

    private FormProse() {}

    /** The data that a text mentions. */
    static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher facts = FACT.matcher(text);
        while (facts.find()) {
            names.add(facts.group(1));
        }
        return names;
    }

    /** The text with facts in their places. */
    static String filled(String text, Function<String, String> fact) {
        return FACT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(fact.apply(found.group(1))));
    }

    static List<Block> blocks(String text, Function<String, String> fact) {
        List<Block> blocks = new ArrayList<>();
        for (String part : text.replace("\r\n", "\n").split("\n")) {
            String line = part.strip();
            if (line.isEmpty()) {
                blocks.add(new Block(Kind.PARAGRAPH, List.of()));
            } else if (line.startsWith("#")) {
                blocks.add(new Block(Kind.HEADING, List.of(runs(line.replaceFirst("^#+\\s*", ""), fact))));
            } else if (line.startsWith("- ") || line.startsWith("* ")) {
                append(blocks, Kind.LIST, runs(line.substring(2), fact));
            } else {
                append(blocks, Kind.PARAGRAPH, runs(line, fact));
            }
        }
        return blocks.stream().filter(block -> !block.lines().isEmpty()).toList();
    }

    private static void append(List<Block> blocks, Kind kind, List<Run> line) {
        Block last = blocks.isEmpty() ? new Block(kind, List.of()) : blocks.get(blocks.size() - 1);
        if (last.kind() != kind || last.lines().isEmpty()) {
            blocks.add(new Block(kind, List.of(line)));
            return;
        }
        List<List<Run>> lines = new ArrayList<>(last.lines());
        if (kind == Kind.PARAGRAPH) {
            List<Run> joined = new ArrayList<>(lines.remove(0));
            joined.add(new Run(" ", false));
            joined.addAll(line);
            lines.add(joined);
        } else {
            lines.add(line);
        }
        blocks.set(blocks.size() - 1, new Block(kind, lines));
    }

    /** Marks are read before facts are filled in, so that a fact with stars in it stays as it is. */
    private static List<Run> runs(String line, Function<String, String> fact) {
        List<Run> runs = new ArrayList<>();
        Matcher bold = BOLD.matcher(line);
        int from = 0;
        while (bold.find()) {
            if (bold.start() > from) {
                runs.add(new Run(filled(line.substring(from, bold.start()), fact), false));
            }
            runs.add(new Run(filled(bold.group(1), fact), true));
            from = bold.end();
        }
        if (from < line.length()) {
            runs.add(new Run(filled(line.substring(from), fact), false));
        }
        return runs;
    }
}
