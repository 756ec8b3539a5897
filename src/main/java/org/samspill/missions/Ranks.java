package org.samspill.missions;

import java.util.ArrayList;
import java.util.Collection;
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

    /** Durations of one or several sums together, with others besides. */
    final class Durations {

        private final Collection<Long> sums;
        private final TreeMap<Integer, Tally> others = new TreeMap<>();
        private final Spread days = new Spread();
        private final Map<Integer, Tally> read = new HashMap<>();

        private Durations(Collection<Long> sums, Map<Long, Long> besides) {
            this.sums = sums;
            besides.forEach((minutes, times) -> {
                others.computeIfAbsent(Tally.day(minutes), day -> Tally.empty()).add(Tally.minute(minutes), times);
                days.add(Tally.day(minutes), times);
            });
            if (!sums.isEmpty()) {
                jdbc.sql("select whole_days, sum(many) from missions_tally where sum_id in (:sums) group by whole_days")
                        .param("sums", sums)
                        .query(row -> {
                            days.add(row.getInt(1), row.getLong(2));
                        });
            }
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
    }

    /** @param besides how many durations of so many minutes are counted as well */
    Durations of(List<Long> sums, Map<Long, Long> besides) {
        return new Durations(sums, besides);
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
