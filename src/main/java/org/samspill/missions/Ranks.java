package org.samspill.missions;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The median and its like of millions of durations, exactly and in two small reads: first which day holds the rank, then which minute of it. */
@Component
class Ranks {

    private final JdbcClient jdbc;

    Ranks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Durations of one or several sums together, with others besides. */
    final class Durations {

        private final Collection<Long> sums;
        private final TreeMap<Integer, Tally> others = new TreeMap<>();
        private final TreeMap<Integer, Long> days = new TreeMap<>();
        private final Map<Integer, Tally> read = new HashMap<>();

        private Durations(Collection<Long> sums, Map<Long, Long> besides) {
            this.sums = sums;
            besides.forEach((minutes, times) -> {
                others.computeIfAbsent(Tally.day(minutes), day -> Tally.empty()).add(Tally.minute(minutes), times);
                days.merge(Tally.day(minutes), times, Long::sum);
            });
            if (!sums.isEmpty()) {
                jdbc.sql("select whole_days, sum(many) from missions_tally where sum_id in (:sums) group by whole_days")
                        .param("sums", sums)
                        .query(row -> {
                            days.merge(row.getInt(1), row.getLong(2), Long::sum);
                        });
            }
        }

        /** The quantile in days, by linear interpolation between the nearest ranks (Hyndman and Fan 1996, type 7); there must be some. */
        double quantile(double share) {
            long many = days.values().stream().mapToLong(Long::longValue).sum();
            double rank = share * (many - 1);
            double below = inDays((long) Math.floor(rank));
            double above = inDays((long) Math.ceil(rank));
            return below + (above - below) * (rank - Math.floor(rank));
        }

        private double inDays(long place) {
            long left = place;
            for (Map.Entry<Integer, Long> day : days.entrySet()) {
                if (left < day.getValue()) {
                    return read.computeIfAbsent(day.getKey(), this::tally).at(day.getKey(), left)
                            / (double) Tally.MINUTES_A_DAY;
                }
                left -= day.getValue();
            }
            throw new IllegalArgumentException("Nothing stands at place " + place);
        }

        private Tally tally(int day) {
            Tally tally = Tally.empty();
            if (others.containsKey(day)) {
                tally.add(others.get(day));
            }
            if (!sums.isEmpty()) {
                jdbc.sql("select minutes from missions_tally where whole_days = :day and sum_id in (:sums)")
                        .param("day", day)
                        .param("sums", sums)
                        .query(row -> {
                            tally.add(Tally.parse(row.getString(1)));
                        });
            }
            return tally;
        }

        boolean none() {
            return days.isEmpty();
        }
    }

    Durations of(List<Long> sums) {
        return new Durations(sums, Map.of());
    }

    /** @param besides how many durations of so many minutes are counted as well */
    Durations of(List<Long> sums, Map<Long, Long> besides) {
        return new Durations(sums, besides);
    }
}
