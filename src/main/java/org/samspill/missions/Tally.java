package org.samspill.missions;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many durations last so many minutes, of those of one day. */
record Tally(TreeMap<Integer, Long> minutes) {

    static final int MINUTES_A_DAY = 1440;

    static Tally empty() {
        return new Tally(new TreeMap<>());
    }

    /** As it is stored: {@code 17:2,60:1}, two of 17 minutes and one of an hour. */
    static Tally parse(String text) {
        Tally tally = empty();
        for (String one : text.split(",")) {
            int colon = one.indexOf(':');
            tally.minutes.put(Integer.parseInt(one.substring(0, colon)), Long.parseLong(one.substring(colon + 1)));
        }
        return tally;
    }

    void add(int minute, long times) {
        minutes.merge(minute, times, Long::sum);
        minutes.remove(minute, 0L);
    }

    void add(Tally other) {
        other.minutes.forEach(this::add);
    }

    long many() {
        return minutes.values().stream().mapToLong(Long::longValue).sum();
    }

    String text() {
        return minutes.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }

    static int day(long minutes) {
        return Math.toIntExact(Math.floorDiv(minutes, MINUTES_A_DAY));
    }

    static int minute(long minutes) {
        return Math.floorMod(minutes, MINUTES_A_DAY);
    }

    /** The number that stands at a place when the numbers of the day stand in order. */
    long at(int day, long place) {
        long before = 0;
        for (Map.Entry<Integer, Long> minute : minutes.entrySet()) {
            before += minute.getValue();
            if (place < before) {
                return (long) day * MINUTES_A_DAY + minute.getKey();
            }
        }
        throw new IllegalArgumentException("There are only " + before + ", and " + place + " is asked for");
    }
}
