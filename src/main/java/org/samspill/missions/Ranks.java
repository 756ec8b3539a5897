package org.samspill.missions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** Durations of a sum, with others besides and without some. */
    final class Durations {

        private final long sum;
        private final TreeMap<Integer, Tally> others = new TreeMap<>();
        private final Spread days = new Spread();
        private final Map<Integer, Tally> read = new HashMap<>();

        private Durations(long sum, Map<Long, Long> besides) {
            this.sum = sum;
            besides.forEach((minutes, times) -> {
                others.computeIfAbsent(Tally.day(minutes), day -> Tally.empty()).add(Tally.minute(minutes), times);
                days.add(Tally.day(minutes), times);
            });
            jdbc.sql("select whole_days, many from missions_tally where sum_id = ?")
                    .param(sum)
                    .query(row -> {
                        days.add(row.getInt(1), row.getLong(2));
                    });
        }

        /** See {@link Spread#quantile}; there must be some. */
        double quantile(double share) {
            return days.quantile(share, day -> read.computeIfAbsent(day, this::tally));
        }

        private Tally tally(int day) {
            Tally tally = Tally.empty();
            if (others.containsKey(day)) {
                tally.add(others.get(day));
            }
            jdbc.sql("select minutes from missions_tally where sum_id = ? and whole_days = ?")
                    .params(sum, day)
                    .query(row -> {
                        tally.add(Tally.parse(row.getString(1)));
                    });
            return tally;
        }
    }

    /** @param besides how many durations of so many minutes are counted as well; less than nothing for those of the sum that are not */
    Durations of(long sum, Map<Long, Long> besides) {
        return new Durations(sum, besides);
    }

    /** How many durations of these sums together last so many minutes. For a few small sums: all are read. */
    Map<Long, Long> all(List<Long> sums) {
        Map<Long, Long> all = new HashMap<>();
        if (!sums.isEmpty()) {
            jdbc.sql("select whole_days, minutes from missions_tally where sum_id in (:sums)")
                    .param("sums", sums)
                    .query(row -> {
                        long day = (long) row.getInt(1) * Tally.MINUTES_A_DAY;
                        Tally.parse(row.getString(2))
                                .minutes()
                                .forEach((minute, times) -> all.merge(day + minute, times, Long::sum));
                    });
        }
        return all;
    }

    /** A day of a sum. */
    record Day(long sum, int day) {}

    private record Many(int day, long durations) {}

    /**
     * Quantiles of many at once, in two questions. What has no durations is left out.
     *
     * @param of the sums that hold the durations of each
     */
    Map<Long, List<Double>> quantiles(Map<Long, List<Long>> of, List<Double> shares) {
        Map<Long, List<Many>> days = new HashMap<>();
        jdbc.sql("""
                        select t.sum_id, t.whole_days, t.many
                        from unnest(cast(? as bigint array)) as c (sum_id) join missions_tally t on t.sum_id = c.sum_id
                        """)
                .params((Object)
                        of.values().stream().flatMap(List::stream).distinct().toArray(Long[]::new))
                .query(row -> {
                    days.computeIfAbsent(row.getLong(1), sum -> new ArrayList<>())
                            .add(new Many(row.getInt(2), row.getLong(3)));
                });
        Map<Long, Spread> spreads = new HashMap<>();
        Set<Day> wanted = new LinkedHashSet<>();
        of.forEach((key, sums) -> {
            Spread spread = new Spread();
            sums.forEach(
                    sum -> days.getOrDefault(sum, List.of()).forEach(day -> spread.add(day.day(), day.durations())));
            if (!spread.none()) {
                spreads.put(key, spread);
                shares.forEach(share ->
                        spread.around(share).forEach(day -> sums.forEach(sum -> wanted.add(new Day(sum, day)))));
            }
        });
        Map<Day, Tally> tallies = tallies(wanted);
        Map<Long, List<Double>> quantiles = new HashMap<>();
        spreads.forEach((key, spread) -> quantiles.put(
                key,
                shares.stream()
                        .map(share -> spread.quantile(share, day -> {
                            Tally all = Tally.empty();
                            of.getOrDefault(key, List.of())
                                    .forEach(sum -> all.add(tallies.getOrDefault(new Day(sum, day), Tally.empty())));
                            return all;
                        }))
                        .toList()));
        return quantiles;
    }

    /** What lies in each of these days of sums; nothing for a day without durations. */
    Map<Day, Tally> tallies(Set<Day> days) {
        Map<Day, Tally> tallies = new HashMap<>();
        jdbc.sql("""
                        select t.sum_id, t.whole_days, t.minutes
                        from unnest(cast(? as bigint array), cast(? as integer array)) as c (sum_id, whole_days)
                            join missions_tally t on t.sum_id = c.sum_id and t.whole_days = c.whole_days
                        """)
                .params(
                        days.stream().map(Day::sum).toArray(Long[]::new),
                        days.stream().map(Day::day).toArray(Integer[]::new))
                .query(row -> {
                    tallies.put(new Day(row.getLong(1), row.getInt(2)), Tally.parse(row.getString(3)));
                });
        return tallies;
    }
}
