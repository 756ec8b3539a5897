package org.samspill.missions;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.Within;
import org.samspill.catalogue.WorkingCalendar;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.missions.Formula.Selector;

/** Finds in the rows of the journey log what a formula counts; a pure function of the rows. The kinds are told in {@code bpmn/missions/README.md}. */
final class Samples {

    private static final Period A_YEAR = Period.ofYears(1);

    private final WorkingCalendar calendar;

    Samples(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /** Everything the formula counts in the rows of one journey, the oldest first. */
    List<Sample> of(Formula formula, List<JourneyEvent> journey) {
        List<Sample> samples = new ArrayList<>();
        switch (Objects.requireNonNull(formula.measure())) {
            case DURATION -> durations(formula, journey, samples);
            case SHARE -> shares(formula, journey, samples);
            case RATIO -> ratio(formula, journey, samples);
            case MEAN -> {
                Selector count = Objects.requireNonNull(formula.count());
                if (formula.perDatum()) {
                    data(count, journey, samples);
                } else {
                    journey.forEach(row -> samples.add(Sample.single(row, count.matches(row) ? 1 : 0)));
                }
            }
            case GAP -> throw new IllegalArgumentException("A gap is computed from another indicator's samples");
        }
        return samples;
    }

    private static void durations(Formula formula, List<JourneyEvent> journey, List<Sample> samples) {
        List<JourneyEvent> froms = matching(formula.from(), journey);
        if (!formula.each()) {
            froms.stream()
                    .findFirst()
                    .flatMap(from ->
                            after(from, formula.to(), journey, row -> true).map(to -> between(from, to)))
                    .ifPresent(samples::add);
            return;
        }
        // Several that lead to one end are one case; the first of them is when it began.
        Map<JourneyEvent, JourneyEvent> begins = new LinkedHashMap<>();
        for (JourneyEvent from : froms) {
            end(from, formula, froms, journey).ifPresent(to -> begins.putIfAbsent(to, from));
        }
        begins.forEach((to, from) -> samples.add(between(from, to)));
    }

    /** Where the piece of work that begins at a row ended; work that was given back, as for want of information, ends where what is asked anew ends. */
    private static Optional<JourneyEvent> end(
            JourneyEvent from, Formula formula, List<JourneyEvent> froms, List<JourneyEvent> journey) {
        String workItem = from.workItem();
        if (workItem == null) {
            return after(from, formula.to(), journey, row -> true);
        }
        Optional<JourneyEvent> own = after(from, formula.to(), journey, row -> workItem.equals(row.workItem()));
        if (own.isPresent()) {
            return own;
        }
        return journey.stream()
                .filter(row -> row.kind() == Kind.REFUSED || row.kind() == Kind.CANCELLED)
                .filter(row -> workItem.equals(row.workItem()))
                .findFirst()
                .flatMap(back -> froms.stream()
                        .filter(again -> again.seq() > back.seq() && sameStep(from, again))
                        .findFirst())
                .flatMap(again -> end(again, formula, froms, journey));
    }

    private static boolean sameStep(JourneyEvent one, JourneyEvent other) {
        return Objects.equals(one.process(), other.process())
                && Objects.equals(one.element(), other.element())
                && Objects.equals(one.service(), other.service());
    }

    private static Sample between(JourneyEvent from, JourneyEvent to) {
        return new Sample(
                from.journey(),
                to.municipality(),
                from.at(),
                to.at(),
                to.at(),
                Instant.MIN,
                Duration.between(from.at(), to.at()).toMinutes(),
                null);
    }

    /** Of what happens after an {@code of} row, the first decides: the hit, what rules it out, what takes it out of the count, or the end of the time. */
    private void shares(Formula formula, List<JourneyEvent> journey, List<Sample> samples) {
        Selector with = Objects.requireNonNull(formula.with());
        List<JourneyEvent> ofs = matching(MissionFiles.selector(Objects.requireNonNull(formula.ofWhat())), journey);
        for (JourneyEvent of : formula.each() ? ofs : ofs.stream().limit(1).toList()) {
            Instant last = with.within() == null
                    ? Instant.MAX
                    : calendar.after(of.at(), Within.parse(with.within()).orElseThrow());
            Optional<JourneyEvent> first = journey.stream()
                    .filter(row -> row.seq() > of.seq() && !row.at().isAfter(last))
                    .filter(row -> with.matches(row) || matches(formula.until(), row) || matches(formula.unless(), row))
                    .findFirst();
            if (first.isPresent()) {
                boolean hit = with.matches(first.get());
                if (hit || matches(formula.until(), first.get())) {
                    samples.add(share(of, first.get().at(), Instant.MIN, hit));
                }
            } else if (with.within() != null) {
                samples.add(share(of, Instant.MAX, last, false));
            } else if (formula.until() == null) {
                samples.add(share(of, Instant.MAX, Instant.MIN, false));
            }
        }
    }

    private static Sample share(JourneyEvent of, Instant end, Instant known, boolean hit) {
        return new Sample(of.journey(), of.municipality(), of.at(), end, of.at(), known, hit ? 1 : 0, null);
    }

    private static void ratio(Formula formula, List<JourneyEvent> journey, List<Sample> samples) {
        Selector numerator = Objects.requireNonNull(formula.numerator());
        matching(formula.denominator(), journey)
                .forEach(row -> samples.add(Sample.single(row, numerator.matches(row) ? 1 : 0)));
    }

    /** One sample for each row that tells of a datum: the how manieth within a year it is for that datum in its journey. */
    private static void data(Selector selector, List<JourneyEvent> journey, List<Sample> samples) {
        Map<String, List<JourneyEvent>> data = matching(selector, journey).stream()
                .filter(row -> row.detail() != null)
                .collect(Collectors.groupingBy(JourneyEvent::detail, LinkedHashMap::new, Collectors.toList()));
        data.values()
                .forEach(rows -> rows.forEach(row -> {
                    Instant aYearBefore =
                            row.at().atZone(Sample.NORWAY).minus(A_YEAR).toInstant();
                    long times = rows.stream()
                            .filter(other ->
                                    other.seq() <= row.seq() && other.at().isAfter(aYearBefore))
                            .count();
                    samples.add(Sample.single(row, times));
                }));
    }

    private static List<JourneyEvent> matching(@Nullable Selector selector, List<JourneyEvent> rows) {
        return selector == null
                ? List.of()
                : rows.stream().filter(selector::matches).toList();
    }

    private static boolean matches(@Nullable Selector selector, JourneyEvent row) {
        return selector != null && selector.matches(row);
    }

    private static Optional<JourneyEvent> after(
            JourneyEvent from, @Nullable Selector selector, List<JourneyEvent> rows, Predicate<JourneyEvent> also) {
        return rows.stream()
                .filter(row -> row.seq() > from.seq() && matches(selector, row) && also.test(row))
                .findFirst();
    }
}
