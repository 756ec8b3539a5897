package org.samspill.studio;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Actor;
import org.samspill.actors.Text;
import org.samspill.catalogue.Finding;
import org.samspill.catalogue.Lane;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.ModelReview.Review;
import org.samspill.catalogue.ProcessModel;
import org.samspill.catalogue.PromiseTerm;
import org.samspill.catalogue.Rate;
import org.samspill.catalogue.Step;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts a life event into the words of those who model it. */
@Component
class StudioWords {

    private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

    private final MessageSource messages;
    private final Clock clock;

    StudioWords(MessageSource messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    LifeEventCard card(LifeEvent lifeEvent, Review review, Locale locale) {
        int errors = (int) review.findings().stream().filter(Finding::error).count();
        return new LifeEventCard(
                lifeEvent.key(),
                lifeEvent.title().in(locale),
                lifeEvent.summary().in(locale),
                lifeEvent.version(),
                lifeEvent.reachable().size(),
                lifeEvent.servicesInUse().size(),
                lifeEvent.forms().size(),
                review.decisions().size(),
                errors,
                review.findings().size() - errors);
    }

    DiagramView diagram(LifeEvent lifeEvent, ProcessModel process, Locale locale) {
        return new DiagramView(
                process.key(),
                process.title().in(locale),
                lifeEvent.reachable().stream()
                        .map(other -> new DiagramView.Other(
                                other.key(),
                                other.title().in(locale),
                                other.key().equals(process.key())))
                        .toList(),
                process.steps().values().stream()
                        .filter(step -> !step.title().in(locale).isBlank())
                        .map(step -> step(lifeEvent, step, locale))
                        .toList());
    }

    private DiagramView.StepView step(LifeEvent lifeEvent, Step step, Locale locale) {
        PromiseTerm promise = step.topic() == null
                ? step.promise()
                : lifeEvent
                        .service(step.topic())
                        .map(service -> service.contract().promise())
                        .orElse(step.promise());
        String called = step.calledProcess();
        ProcessModel target = called == null ? null : lifeEvent.process(called).orElse(null);
        return new DiagramView.StepView(
                step.id(),
                step.title().in(locale),
                text(locale, "studio.kind." + word(step.kind())),
                blankToNull(step.explanation(), locale),
                step.lane() == null ? null : who(lifeEvent, step.lane(), locale),
                promise == null ? null : promise(promise, locale),
                target == null ? null : target.key(),
                target == null ? null : target.title().in(locale));
    }

    private String who(LifeEvent lifeEvent, Lane lane, Locale locale) {
        return switch (lane.kind()) {
            case ACTOR -> {
                Actor actor = lifeEvent.actors().get(lane.name());
                if (actor == null) {
                    yield lane.key();
                }
                Text function =
                        lane.function() == null ? null : actor.functions().get(lane.function());
                yield actor.title().in(locale) + (function == null ? "" : ", " + function.in(locale));
            }
            case ROLE -> {
                var role = lifeEvent.roles().get(lane.name());
                yield role == null ? lane.key() : role.title().in(locale);
            }
            case CALLER, APPLICANT, HOLDER -> text(locale, "studio.lane." + word(lane.kind()));
        };
    }

    String promise(PromiseTerm promise, Locale locale) {
        return text(
                locale,
                "studio.promise",
                text(
                        locale,
                        "studio.within." + word(promise.within().unit()),
                        promise.within().amount()),
                text(locale, "studio.origin." + promise.origin().key()),
                PromiseTerm.in(promise.source(), locale));
    }

    /** Those that the life event reads; it carries the others of the folder too. */
    List<RateView> rates(LifeEvent lifeEvent, Review review, Locale locale) {
        LocalDate today = LocalDate.now(clock.withZone(NORWAY));
        return lifeEvent.rates().values().stream()
                .filter(rate -> review.rates().contains(rate.key()))
                .map(rate -> rate(rate, today, locale))
                .toList();
    }

    private RateView rate(Rate rate, LocalDate today, Locale locale) {
        LocalDate inForce = rate.rows().stream()
                .map(Rate.Row::validFrom)
                .filter(from -> !from.isAfter(today))
                .reduce((earlier, later) -> later)
                .orElse(LocalDate.MIN);
        return new RateView(
                rate.key(),
                rate.title().in(locale),
                rate.rows().stream()
                        .sorted(Comparator.comparing(Rate.Row::validFrom).reversed())
                        .map(row -> new RateView.Row(
                                StudioFormat.date(row.validFrom(), text(locale, "studio.date"), locale),
                                amount(row.value(), rate.unit(), locale),
                                row.source(),
                                row.validFrom().isAfter(today)
                                        ? "coming"
                                        : row.validFrom().equals(inForce) ? "in-force" : "past"))
                        .toList());
    }

    /** The units that rates have now are known in words; another stands as the file has it. */
    private String amount(BigDecimal value, String unit, Locale locale) {
        String number = StudioFormat.amount(value, locale);
        return messages.getMessage("studio.unit." + unit, new Object[] {number}, number + " " + unit, locale);
    }

    /** The same fault in several places is told once, errors first. */
    List<FindingView> findings(LifeEvent lifeEvent, Review review, Locale locale) {
        return review.findings().stream()
                .collect(Collectors.groupingBy(
                        finding -> List.of(finding.severity(), finding.what(), finding.why(), finding.mend()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(same -> finding(lifeEvent, same, locale))
                .toList();
    }

    private static FindingView finding(LifeEvent lifeEvent, List<Finding> same, Locale locale) {
        Finding first = same.get(0);
        return new FindingView(
                first.error(),
                first.what().in(locale),
                first.why().in(locale),
                first.mend().in(locale),
                same.stream()
                        .map(each -> new FindingView.Place(each.file(), each.line(), element(lifeEvent, each, locale)))
                        .toList());
    }

    /** The step by its title where the place is one, with the id that the file has. */
    private static @Nullable String element(LifeEvent lifeEvent, Finding finding, Locale locale) {
        String id = finding.element();
        return id == null
                ? null
                : lifeEvent.processes().values().stream()
                        .flatMap(process -> process.step(id).stream())
                        .map(step -> step.title().in(locale))
                        .filter(title -> !title.isBlank())
                        .findFirst()
                        .map(title -> title + " (" + id + ")")
                        .orElse(id);
    }

    private static @Nullable String blankToNull(Text text, Locale locale) {
        String words = text.in(locale);
        return words.isBlank() ? null : words;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String text(Locale locale, String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
