package org.samspill.portal;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Standing;
import org.samspill.journeys.Involvement;
import org.samspill.journeys.Journey;
import org.samspill.journeys.Journeys;
import org.samspill.web.Problem;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Puts into words how a citizen stands to whom a journey is about: why she sees less than she did, or nothing, and what is hers to do all the same. */
@Component
class Standings {

    /** What is left for somebody who may not read the journey. */
    record Left(String why, List<Task> tasks, List<JourneyPage.Message> messages) {}

    /** A task that she may still do. */
    record Task(String id, String title) {}

    private final Journeys journeys;
    private final MyJourneys pages;
    private final WorkItems items;
    private final Waits waits;
    private final Reader reader;
    private final PlainWords words;

    Standings(Journeys journeys, MyJourneys pages, WorkItems items, Waits waits, Reader reader, PlainWords words) {
        this.journeys = journeys;
        this.pages = pages;
        this.items = items;
        this.waits = waits;
        this.reader = reader;
        this.words = words;
    }

    Left page(Involvement involvement, Standing standing, Locale locale) {
        Journey journey = involvement.journey();
        return new Left(
                why(standing, locale),
                items.ofJourney(journey.id()).stream()
                        .filter(item -> item.open() && items.isFor(item, involvement))
                        .map((WorkItem item) -> new Task(item.id(), waits.title(item, locale)))
                        .toList(),
                pages.messages(involvement).stream()
                        .map(event -> new JourneyPage.Message(
                                event.name(), event.title().in(locale)))
                        .toList());
    }

    /** What the reader should know of why she may read it, and until when; null where it goes without saying. */
    @Nullable
    String note(Standing standing, Locale locale) {
        return switch (standing.why()) {
            case SELF, UNDER_12, NOT_KNOWN_YET, BOARD, BOARD_NOT_KNOWN_YET -> null;
            default -> why(standing, locale);
        };
    }

    /** Why the first page tells her no more of a journey than that it is there; null when it may. */
    @Nullable
    String closed(Involvement involvement, CurrentUser user, Locale locale) {
        if (!Reader.sure(involvement.journey(), user)) {
            return words.text(locale, "portal.standing.level");
        }
        return reader.standing(involvement)
                .filter(standing -> !standing.sees())
                .map(standing -> why(standing, locale))
                .orElse(null);
    }

    /** The journey beside her, whether or not she may read it; refused when it does not exist for her. */
    Involvement known(String id, CurrentUser user) {
        return reader.journey(id, user)
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "unknown-journey", "portal.problem.journey"));
    }

    /** The journey, to be read now; refused when it does not exist for her, and with the reason when she may not read it any more. */
    Involvement readable(String id, CurrentUser user) {
        Involvement involvement = known(id, user);
        Standing standing = reader.standing(involvement).orElseThrow();
        if (!standing.sees()) {
            throw refusal(standing);
        }
        return involvement;
    }

    /** The answer to whoever asks for a part of what she may not see or do. */
    Problem refusal(Standing standing) {
        return new Problem(HttpStatus.FORBIDDEN, "no-mandate", "portal.problem.no-mandate." + key(standing));
    }

    /** The rule behind a standing, in words. */
    String why(Standing standing, Locale locale) {
        return words.text(
                locale,
                "portal.standing." + key(standing),
                day(standing.since(), locale),
                day(standing.until(), locale));
    }

    private static String key(Standing standing) {
        return standing.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String day(@Nullable LocalDate day, Locale locale) {
        return day == null ? "" : words.date(day, locale);
    }
}
