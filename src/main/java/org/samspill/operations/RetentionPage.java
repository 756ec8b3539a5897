package org.samspill.operations;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.NationalId;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.LifeEvents;
import org.samspill.privacy.ErasureRequests;
import org.samspill.privacy.Holds;
import org.samspill.privacy.RetentionRun;
import org.samspill.web.FieldProblem;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What an operator reads about what goes: journeys by their ids, days and reasons, and nothing about anybody in them. */
@Component
class RetentionPage {

    private static final int MOST = 50;

    private final RetentionRun run;
    private final ErasureRequests requests;
    private final Holds holds;
    private final LifeEvents lifeEvents;
    private final People people;
    private final OperationsWords words;

    RetentionPage(
            RetentionRun run,
            ErasureRequests requests,
            Holds holds,
            LifeEvents lifeEvents,
            People people,
            OperationsWords words) {
        this.run = run;
        this.requests = requests;
        this.holds = holds;
        this.lifeEvents = lifeEvents;
        this.people = people;
        this.words = words;
    }

    /**
     * The page.
     *
     * @param last what the last run did, in words; null before the first
     */
    record View(@Nullable String last, List<Row> heldBack, List<Row> requested, List<Row> next, List<HoldRow> holds) {}

    /**
     * Something that goes.
     *
     * @param why what is in the way; null when nothing is
     */
    record Row(
            String journey,
            String lifeEvent,
            String what,
            String day,
            @Nullable String why) {}

    /** A hold; {@code state} says how long it lasts, or who lifted it and when. */
    record HoldRow(String id, String journey, String reason, String set, String state, boolean lasts) {}

    /** What was typed: of {@code which} form ({@code hold}, {@code end}) the fields that it has, the others empty. */
    record Typed(String which, String journey, String reason, String until, String ground) {

        static final Typed NOTHING = new Typed("", "", "", "", "");

        static Typed hold(String journey, String reason, String until) {
            return new Typed("hold", journey, reason, until, "");
        }

        static Typed end(String journey, String ground, String reason) {
            return new Typed("end", journey, reason, "", ground);
        }

        boolean in(String form) {
            return which.equals(form);
        }
    }

    /** The page, with what was typed and what is wrong with it. */
    String of(Typed typed, List<FieldProblem> problems, Locale locale, Model model) {
        model.addAttribute("view", view(locale));
        model.addAttribute("hold", typed.in("hold") ? typed : Typed.NOTHING);
        model.addAttribute("holdProblems", typed.in("hold") ? problems : List.of());
        model.addAttribute("end", typed.in("end") ? typed : Typed.NOTHING);
        model.addAttribute("endProblems", typed.in("end") ? problems : List.of());
        model.addAttribute("longest", Holds.LONGEST_REASON);
        return "operations/retention";
    }

    /** What is wrong with a reason, which is read by all operators and names nobody. */
    List<FieldProblem> reason(String field, String reason, Locale locale) {
        if (reason.isBlank() || reason.length() > Holds.LONGEST_REASON) {
            return List.of(new FieldProblem(
                    field, words.text(locale, "operations.retention.problem.reason", Holds.LONGEST_REASON)));
        }
        return NationalId.hiddenIn(reason).equals(reason)
                ? List.of()
                : List.of(new FieldProblem(field, words.text(locale, "operations.retention.problem.nameless")));
    }

    private View view(Locale locale) {
        return new View(
                run.last()
                        .map(last -> words.text(
                                locale,
                                "operations.retention.last",
                                words.time(last.ended(), locale),
                                last.removed(),
                                last.journeys(),
                                last.people(),
                                last.heldBack()))
                        .orElse(null),
                run.heldBack(MOST).stream().map(due -> row(due, locale)).toList(),
                requests.waiting(MOST).stream()
                        .map(request -> row(request, locale))
                        .toList(),
                run.next(MOST).stream().map(due -> row(due, locale)).toList(),
                holds.latest(MOST).stream().map(hold -> row(hold, locale)).toList());
    }

    private Row row(RetentionRun.Due due, Locale locale) {
        return new Row(
                due.journey(),
                lifeEvents.ofDefinition(due.definition()).title().in(locale),
                words.text(locale, "operations.retention.part." + due.part()),
                day(due.goesOn(), locale),
                why(due.heldBack(), locale));
    }

    private Row row(ErasureRequests.Request request, Locale locale) {
        return new Row(
                request.journey() == null ? words.text(locale, "operations.retention.person") : request.journey(),
                "",
                words.text(locale, "operations.retention.part.journey"),
                words.time(request.decidedAt(), locale),
                why(request.heldBack(), locale));
    }

    private @Nullable String why(@Nullable String heldBack, Locale locale) {
        return heldBack == null ? null : words.text(locale, "operations.retention.why." + heldBack);
    }

    private HoldRow row(Holds.Hold hold, Locale locale) {
        boolean lasts = hold.lasts(holds.today());
        return new HoldRow(
                hold.id(),
                hold.journey(),
                hold.reason(),
                words.text(
                        locale, "operations.retention.hold.set", name(hold.setBy()), words.time(hold.setAt(), locale)),
                state(hold, lasts, locale),
                lasts);
    }

    private String state(Holds.Hold hold, boolean lasts, Locale locale) {
        if (hold.liftedAt() != null && hold.liftedBy() != null) {
            return words.text(
                    locale,
                    "operations.retention.hold.lifted",
                    name(hold.liftedBy()),
                    words.time(hold.liftedAt(), locale));
        }
        return hold.until() == null
                ? words.text(locale, "operations.retention.hold.open")
                : words.text(
                        locale,
                        lasts ? "operations.retention.hold.until" : "operations.retention.hold.over",
                        day(hold.until(), locale));
    }

    private String name(PersonId person) {
        return people.names(List.of(person)).getOrDefault(person, person.value());
    }

    private String day(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofPattern(words.text(locale, "operations.date"), locale)
                .format(day);
    }
}
