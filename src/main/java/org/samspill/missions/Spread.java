package org.samspill.missions;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** How many durations lie in each day; which minute of a day holds a rank is looked up only there. */
final class Spread {

    private final TreeMap<Integer, Long> days = new TreeMap<>();

    void add(int day, long many) {
        days.merge(day, many, Long::sum);
    }

    boolean none() {
        return days.isEmpty();
    }

    /**
     * The quantile in days, by linear interpolation between the nearest ranks (Hyndman and Fan 1996, type 7); there must be some. Whole minutes are interpolated and
     * divided once at the end, so that a median of 1.05 days is just that, and rounded up.
     *
     * @param tallies what lies in a day of {@link #around}
     */
    double quantile(double share, IntFunction<Tally> tallies) {
        double rank = rank(share);
        double below = minutes((long) Math.floor(rank), tallies);
        double above = minutes((long) Math.ceil(rank), tallies);
        return (below + (above - below) * (rank - Math.floor(rank))) / Tally.MINUTES_A_DAY;
    }

    /** The days in which a quantile lies: one, or two when it lies between their durations. */
    Set<Integer> around(double share) {
        Set<Integer> around = new HashSet<>();
        around.add(at((long) Math.floor(rank(share))).day());
        around.add(at((long) Math.ceil(rank(share))).day());
        return around;
    }

    private double rank(double share) {
        return share * (days.values().stream().mapToLong(Long::longValue).sum() - 1);
    }

    private long minutes(long rank, IntFunction<Tally> tallies) {
        Place place = at(rank);
        return tallies.apply(place.day()).at(place.day(), place.left());
    }

    /** A day, and how many of its durations come before. */
    private record Place(int day, long left) {}

    private Place at(long rank) {
        long left = rank;
        for (Map.Entry<Integer, Long> day : days.entrySet()) {
            if (left < day.getValue()) {
                return new Place(day.getKey(), left);
            }
            left -= day.getValue();
        }
        throw new IllegalArgumentException("Nothing stands at place " + rank);
    }
}
