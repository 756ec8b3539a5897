package org.samspill.journeys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How far somebody has followed the journey log. Rows get their numbers before they can be seen, so a number that is missing below one that is seen may
 * still come: it is a gap until every transaction that could have taken it has ended.
 *
 * @param upTo every row up to this number has been given, but for the gaps
 */
public record LogPosition(long upTo, List<Gap> gaps) {

    /** No row has this number; a gap there stands for everything that was under way when the position was taken. */
    private static final long EVERYTHING = 0;

    /**
     * Numbers that may still come.
     *
     * @param waitsFor the transactions that may have taken them; when none is left, one more look decides
     */
    public record Gap(long first, long last, Set<String> waitsFor) {

        Gap without(long from, long to) {
            return new Gap(from, to, waitsFor);
        }

        Gap among(Set<String> underWay) {
            Set<String> left = new TreeSet<>(waitsFor);
            left.retainAll(underWay);
            return new Gap(first, last, left);
        }
    }

    static LogPosition at(long newest, Set<String> underWay) {
        return new LogPosition(newest, List.of(new Gap(EVERYTHING, EVERYTHING, underWay)));
    }

    /** True when every row up to {@link #upTo} that will ever be, save in gaps, can be seen. */
    public boolean settled() {
        return gaps.stream().noneMatch(gap -> gap.first() == EVERYTHING);
    }

    /** As it is stored: {@code 17;12-14:3/91,4/7}. */
    public String text() {
        return upTo
                + gaps.stream()
                        .map(gap -> ";" + gap.first() + "-" + gap.last() + ":" + String.join(",", gap.waitsFor()))
                        .collect(Collectors.joining());
    }

    /** The position of a stored text. */
    public static LogPosition parse(String text) {
        String[] parts = text.split(";");
        List<Gap> gaps = new ArrayList<>();
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            String[] numbers = part.substring(0, part.indexOf(':')).split("-");
            String names = part.substring(part.indexOf(':') + 1);
            gaps.add(new Gap(
                    Long.parseLong(numbers[0]),
                    Long.parseLong(numbers[1]),
                    names.isEmpty() ? Set.of() : new TreeSet<>(List.of(names.split(",")))));
        }
        return new LogPosition(Long.parseLong(parts[0]), gaps);
    }
}
