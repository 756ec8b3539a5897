package org.samspill.portal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.samspill.catalogue.Flow;
import org.samspill.catalogue.ProcessModel;
import org.samspill.catalogue.Step;
import org.samspill.catalogue.StepKind;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.Passages.Passage;

/**
 * A journey's road as a citizen reads it: what is done, what goes on now, what comes, and what may come. Only what lies ahead of where it stands now is
 * told; what happens to few (a death, a move) is not announced to everyone.
 */
final class StepList {

    private static final Set<StepKind> TOLD =
            EnumSet.of(StepKind.CALL, StepKind.USER_TASK, StepKind.SERVICE_TASK, StepKind.CATCH);
    private static final Set<StepKind> CHOICES =
            EnumSet.of(StepKind.EXCLUSIVE_GATEWAY, StepKind.INCLUSIVE_GATEWAY, StepKind.EVENT_GATEWAY);

    /** One step; the state is done, now, next or may, and is also said in words. */
    record Line(String state, String title, String words, String explanation) {

        boolean may() {
            return state.equals("may");
        }
    }

    private final ProcessModel process;
    private final PlainWords words;
    private final Locale locale;
    private final Map<String, Instant> done = new LinkedHashMap<>();
    private final Map<String, Instant> now = new LinkedHashMap<>();
    private final Map<String, Boolean> ahead = new HashMap<>();

    /** The elements whose passages a list of steps is made of. */
    static Set<String> told(ProcessModel process) {
        return process.steps().values().stream()
                .filter(step -> TOLD.contains(step.kind()))
                .map(Step::id)
                .collect(Collectors.toSet());
    }

    /** @param passages those of the elements that are told, the oldest first */
    StepList(ProcessModel process, List<Passage> passages, PlainWords words, Locale locale) {
        this.process = process;
        this.words = words;
        this.locale = locale;
        Map<String, Integer> standing = new HashMap<>();
        passages.forEach(passage -> take(passage, standing));
    }

    private void take(Passage passage, Map<String, Integer> standing) {
        String element = passage.element();
        if (passage.kind() == Kind.REACHED) {
            standing.merge(element, 1, Integer::sum);
            now.put(element, passage.at());
            return;
        }
        if (standing.merge(element, -1, Integer::sum) <= 0) {
            now.remove(element);
        }
        if (passage.kind() == Kind.COMPLETED) {
            done.put(element, passage.at());
        }
    }

    /** The lines in the order in which they happened or will happen; of a journey that has ended only what was done. */
    List<Line> lines(boolean open) {
        if (open) {
            now.keySet().forEach(element -> follow(element, true, new LinkedHashSet<>()));
        }
        List<Line> lines = new ArrayList<>();
        done.forEach((element, at) -> {
            if (!now.containsKey(element)) {
                lines.add(line("done", element, words.date(at, locale)));
            }
        });
        if (open) {
            now.forEach((element, at) -> lines.add(line("now", element, words.date(at, locale))));
            ahead("next", true, lines);
            ahead("may", false, lines);
        }
        return lines;
    }

    private void ahead(String state, boolean certain, List<Line> lines) {
        process.steps().keySet().stream()
                .filter(element -> Boolean.valueOf(certain).equals(ahead.get(element)))
                .forEach(element -> lines.add(line(state, element, "")));
    }

    /** Walks on from an element; behind a choice nothing is certain any more. */
    private void follow(String element, boolean certain, Set<String> path) {
        if (!path.add(element)) {
            return;
        }
        List<Flow> flows = process.flows().stream()
                .filter(flow -> flow.from().equals(element))
                .toList();
        Step from = process.steps().get(element);
        boolean sure = certain && (flows.size() <= 1 || from == null || !CHOICES.contains(from.kind()));
        for (Flow flow : flows) {
            Step step = process.steps().get(flow.to());
            if (step == null || now.containsKey(step.id())) {
                continue;
            }
            if (TOLD.contains(step.kind()) && !done.containsKey(step.id())) {
                Boolean known = ahead.get(step.id());
                if (known != null && (known || !sure)) {
                    continue;
                }
                ahead.put(step.id(), sure);
            }
            follow(step.id(), sure, path);
        }
        path.remove(element);
    }

    private Line line(String state, String element, String when) {
        Step step = Objects.requireNonNull(process.steps().get(element));
        return new Line(
                state,
                step.title().in(locale),
                words.text(locale, "portal.step." + state, when),
                step.explanation().in(locale));
    }
}
