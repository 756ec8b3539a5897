package org.samspill.portal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.catalogue.LifeEvents;
import org.samspill.journeys.Involvement;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkList;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The citizen's first page. */
@Controller
class MyPagesController {

    /** A card tells the most urgent; the rest stands on the journey's own page. */
    private static final int MOST_ON_CARD = 2;

    private final Journeys journeys;
    private final WorkList list;
    private final LifeEvents lifeEvents;
    private final Reader reader;
    private final Standings standings;
    private final Waits waits;
    private final StartDrafts drafts;
    private final MyQuestions questions;
    private final PlainWords words;

    MyPagesController(
            Journeys journeys,
            WorkList list,
            LifeEvents lifeEvents,
            Reader reader,
            Standings standings,
            Waits waits,
            StartDrafts drafts,
            MyQuestions questions,
            PlainWords words) {
        this.journeys = journeys;
        this.list = list;
        this.lifeEvents = lifeEvents;
        this.reader = reader;
        this.standings = standings;
        this.waits = waits;
        this.drafts = drafts;
        this.questions = questions;
        this.words = words;
    }

    @GetMapping("/my")
    @Transactional
    String my(CurrentUser user, Locale locale, Model model) {
        List<Involvement> mine = reader.journeys(user);
        Map<JourneyId, @Nullable String> about = new HashMap<>();
        mine.forEach(each -> about.put(each.journey().id(), reader.about(each, user)));
        List<WorkItem> open = list.openOf(mine.stream()
                .map(Involvement::journey)
                .filter(Journey::open)
                .map(Journey::id)
                .toList());
        model.addAttribute(
                "page",
                new MyPage(
                        user.name(),
                        questions.unread(user, locale),
                        list.tasksOf(mine).stream()
                                .map(item -> task(item, about.get(item.journey()), locale))
                                .toList(),
                        mine.stream()
                                .filter(each -> each.journey().open())
                                .map(each -> card(each, open, user, locale))
                                .toList(),
                        mine.stream()
                                .filter(each -> !each.journey().open())
                                .map(each -> card(each, List.of(), user, locale))
                                .toList(),
                        choices(user, locale)));
        return "portal/my";
    }

    private MyPage.Task task(WorkItem item, @Nullable String about, Locale locale) {
        return new MyPage.Task(
                item.id(),
                waits.title(item, locale),
                waits.explanation(item, locale),
                lifeEvents.ofDefinition(item.definitionId()).title().in(locale),
                about,
                words.tag(item.promise(), locale));
    }

    private MyPage.Card card(Involvement involvement, List<WorkItem> open, CurrentUser user, Locale locale) {
        Journey journey = involvement.journey();
        String closed = standings.closed(involvement, user, locale);
        List<WorkItem> work = open.stream()
                .filter(item -> item.journey().equals(journey.id()))
                .toList();
        List<Waits.Wait> now = closed != null
                ? List.of()
                : waits.of(involvement, work, reader.organisations(journey, work, user), locale);
        int others = now.size() - MOST_ON_CARD;
        return new MyPage.Card(
                journey.id().value(),
                journeys.lifeEventOf(journey).title().in(locale),
                reader.about(involvement, user),
                words.date(journey.startedAt(), locale),
                now.stream().limit(MOST_ON_CARD).toList(),
                others > 0 ? words.text(locale, "portal.card.more", others) : null,
                closed,
                end(journey, locale));
    }

    private @Nullable String end(Journey journey, Locale locale) {
        String element = journey.endElement();
        Instant at = journey.endedAt();
        if (journey.open() || element == null || at == null) {
            return null;
        }
        if (journey.endedEarly()) {
            return words.text(locale, "portal.ended", words.text(locale, "portal.ended.early"), words.date(at, locale));
        }
        return journeys.rootOf(journey)
                .step(element)
                .map(step -> words.text(locale, "portal.ended", step.title().in(locale), words.date(at, locale)))
                .orElse(null);
    }

    private List<MyPage.Choice> choices(CurrentUser user, Locale locale) {
        return lifeEvents.current().stream()
                .filter(lifeEvent -> lifeEvent.start().form() != null)
                .map(lifeEvent -> new MyPage.Choice(
                        lifeEvent.key(),
                        lifeEvent.title().in(locale),
                        lifeEvent.summary().in(locale),
                        drafts.savedAt(lifeEvent.key(), user)
                                .map(at -> words.text(locale, "portal.start.begun", words.dateTime(at, locale)))
                                .orElse(null)))
                .toList();
    }
}
