package org.samspill.casework;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.catalogue.Form;
import org.samspill.catalogue.FormFilling;
import org.samspill.catalogue.FormView;
import org.samspill.catalogue.Forms;
import org.samspill.catalogue.LifeEvent;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Processes;
import org.samspill.work.Documents;
import org.samspill.work.WorkItem;
import org.springframework.stereotype.Component;

/** Shows the documents of a journey: as a list, one with what is in it, and one as a file of plain text. */
@Component
class DocumentPages {

    private static final String NEWLINE = "\r\n";

    private final Documents documents;
    private final Journeys journeys;
    private final Forms forms;
    private final Names.Book names;
    private final Says says;

    DocumentPages(Documents documents, Journeys journeys, Forms forms, Names.Book names, Says says) {
        this.documents = documents;
        this.journeys = journeys;
        this.forms = forms;
        this.names = names;
        this.says = says;
    }

    /**
     * One document in the list.
     *
     * @param address where it can be read; null when there is nothing to read
     * @param remark why there is nothing to read, or what came of it; null for none
     */
    record Line(
            String title,
            String sort,
            String origin,
            String when,
            @Nullable String address,
            @Nullable String remark) {}

    /** One document and what is in it. */
    record View(
            String journey,
            String lifeEvent,
            String reference,
            Line line,
            @Nullable FormView content,
            String download) {}

    List<Line> list(Journey journey, CurrentUser user, Locale locale) {
        Timelines.Telling telling = telling(journey, user, locale);
        return documents.of(journey, user).stream()
                .map(document -> line(journey, document, telling))
                .toList();
    }

    /** Where the documents can be read that these rows of the log tell of, by row; the journey's work and data have been read already. */
    Map<Long, String> addresses(
            Journey journey, List<WorkItem> items, List<JourneyEvent> events, Processes.Now now, CurrentUser user) {
        return documents.of(journey, items, events, now, user).stream()
                .filter(document -> !document.names().isEmpty())
                .collect(Collectors.toMap(document -> document.event().seq(), document -> address(journey, document)));
    }

    Optional<View> open(Journey journey, long number, CurrentUser user, Locale locale) {
        Timelines.Telling telling = telling(journey, user, locale);
        return documents
                .open(journey, number, user)
                .filter(opened -> !opened.data().isEmpty())
                .map(opened -> new View(
                        journey.id().value(),
                        telling.lifeEvent().title().in(locale),
                        JourneyPages.reference(journey),
                        line(journey, opened.document(), telling),
                        content(opened, telling),
                        address(journey, opened.document()) + "/file"));
    }

    /** The document as a file that any program reads: what it is, from whom and when, then line by line what is in it. */
    static String text(View view) {
        Stream<String> head = Stream.of(
                view.line().title(),
                view.line().sort() + " – " + view.line().origin() + " – "
                        + view.line().when(),
                view.lifeEvent() + " – " + view.reference(),
                "");
        Stream<String> facts = view.content() == null
                ? Stream.of()
                : view.content().parts().stream()
                        .filter(FormView.Facts.class::isInstance)
                        .flatMap(part -> ((FormView.Facts) part).facts().stream())
                        .map(fact -> fact.label() + ": " + String.join("; ", fact.lines()));
        return String.join(NEWLINE, Stream.concat(head, facts).toList()) + NEWLINE;
    }

    private Timelines.Telling telling(Journey journey, CurrentUser user, Locale locale) {
        return new Timelines.Telling(journeys.lifeEventOf(journey), user, names.open(journey, user, locale), locale);
    }

    private static String address(Journey journey, Documents.Document document) {
        return "/journeys/" + journey.id().value() + "/documents/"
                + document.event().seq();
    }

    private Line line(Journey journey, Documents.Document document, Timelines.Telling telling) {
        Locale locale = telling.locale();
        String sort = document.sort().name().toLowerCase(Locale.ROOT);
        LifeEvent lifeEvent = telling.lifeEvent();
        boolean start = document.sort() == Documents.Sort.START;
        boolean notice = document.sort() == Documents.Sort.NOTICE;
        boolean readable = !document.names().isEmpty();
        String outcome = Timelines.outcome(document.event(), telling);
        String remark = notice
                ? says.text(locale, "casework.document.sent")
                : readable ? outcome : join(outcome, says.text(locale, "casework.document.gone"));
        return new Line(
                start ? lifeEvent.title().in(locale) : Timelines.title(document.event(), telling),
                says.text(locale, "casework.document." + sort),
                start || notice
                        ? says.text(locale, "casework.document.from." + sort)
                        : Timelines.who(document.event(), telling),
                says.dateTime(document.event().at(), locale),
                readable ? address(journey, document) : null,
                remark);
    }

    private static String join(@Nullable String outcome, String remark) {
        return outcome == null ? remark : outcome + ". " + remark;
    }

    private FormView content(Documents.Opened opened, Timelines.Telling telling) {
        Map<String, Object> data = opened.data();
        Form form = Form.ofFacts("document", data.keySet(), telling.lifeEvent().data());
        return forms.view(form, FormFilling.of(data), telling.locale());
    }
}
