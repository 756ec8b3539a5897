package org.samspill.casework;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.PersonId;
import org.samspill.casework.Timelines.Show;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.ProcessModel;
import org.samspill.catalogue.Step;
import org.samspill.catalogue.StepKind;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.LogChoice;
import org.samspill.journeys.Processes;
import org.samspill.work.WorkItem;
import org.springframework.stereotype.Component;

/**
 * The timeline part by part, the newest first: of the log and the notes as many as a reader looks through, and the way to what was before. Which rows the
 * database picks goes by what {@link Timelines} says of them afterwards.
 */
@Component
class TimelineParts {

    /** So many rows and notes; what waits, is late or is asked of the reader stands beside them, however old it is. */
    static final int MOST = 50;

    private static final LogChoice COURSE =
            LogChoice.of(Kind.STARTED, Kind.ENDED, Kind.CORRECTED, Kind.MANDATE_ENDED, Kind.REFUSED, Kind.REROUTED);
    private static final LogChoice DEADLINES = LogChoice.of(Kind.REMINDED, Kind.OVERDUE, Kind.ESCALATED);
    private static final LogChoice MESSAGES = LogChoice.of(Kind.MESSAGE);
    private static final LogChoice CONSENTS = LogChoice.of(Kind.CONSENTED, Kind.CONSENT_WITHDRAWN);

    /**
     * One part.
     *
     * @param earlier the address of the part before it; null when there is none
     * @param newest the address of the newest part; null when this is it
     */
    record Part(
            List<Timelines.Day> days,
            @Nullable String earlier,
            @Nullable String newest) {}

    private final JourneyLog log;
    private final Notes notes;
    private final Timelines timelines;
    private final DocumentPages documents;

    TimelineParts(JourneyLog log, Notes notes, Timelines timelines, DocumentPages documents) {
        this.log = log;
        this.notes = notes;
        this.timelines = timelines;
        this.documents = documents;
    }

    /** Before which row of the log, and before which note; the newest when it cannot be read. */
    private record Place(long row, long note) {

        private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18})-(\\d{1,18})");
        private static final Place NEWEST = new Place(Long.MAX_VALUE, Long.MAX_VALUE);

        static Place of(@Nullable String text) {
            Matcher written = WRITTEN.matcher(text == null ? "" : text);
            return written.matches() ? new Place(number(written.group(1)), number(written.group(2))) : NEWEST;
        }

        /** No row has the number 0: it stands for nothing shown yet. */
        private static long number(String digits) {
            long number = Long.parseLong(digits);
            return number == 0 ? Long.MAX_VALUE : number;
        }

        String text() {
            return written(row) + "-" + written(note);
        }

        private static String written(long number) {
            return number == Long.MAX_VALUE ? "0" : Long.toString(number);
        }
    }

    /** What a part tells of, before it is put into words. */
    record Picked(
            Show show, Place place, Set<String> open, List<JourneyEvent> rows, List<Notes.Note> notes, boolean more) {

        /** Who wrote the notes. */
        Stream<PersonId> authors() {
            return notes.stream().map(Notes.Note::author);
        }

        private Place next() {
            return new Place(
                    rows.isEmpty() ? place.row() : rows.get(rows.size() - 1).seq(),
                    notes.isEmpty() ? place.note() : notes.get(notes.size() - 1).seq());
        }
    }

    /**
     * The newest of a journey's log and notes before a place.
     *
     * @param all the journey's work
     * @param before as the part after it gave it; null for the newest
     */
    Picked pick(
            JourneyId journey,
            LifeEvent lifeEvent,
            List<WorkItem> all,
            Show show,
            @Nullable String before,
            CurrentUser user) {
        Place place = Place.of(before);
        Set<String> open = all.stream().filter(WorkItem::open).map(WorkItem::id).collect(Collectors.toSet());
        List<LogChoice> chosen = chosen(show, lifeEvent, open);
        List<JourneyEvent> rows = chosen.isEmpty() ? List.of() : log.newest(journey, chosen, place.row(), MOST + 1);
        List<Notes.Note> written =
                show == Show.ALL || show == Show.NOTES ? notes.of(journey, user, place.note(), MOST + 1) : List.of();
        int both = rows.size() + written.size();
        int told = both > MOST ? rowsAmong(rows, written) : rows.size();
        int noted = both > MOST ? MOST - told : written.size();
        return new Picked(show, place, open, rows.subList(0, told), written.subList(0, noted), both > MOST);
    }

    /** What was picked of a journey, in words. */
    Part tell(Picked picked, Journey journey, List<WorkItem> all, Processes.Now now, Timelines.Telling telling) {
        List<Timelines.Line> lines = new ArrayList<>(timelines.lines(
                picked.rows(),
                picked.open(),
                documents.addresses(journey, all, picked.rows(), now, telling.user()),
                telling));
        lines.addAll(timelines.notes(picked.notes(), telling));
        Show show = picked.show();
        return new Part(
                timelines.days(lines, show, telling.locale()),
                picked.more() ? address(journey, show, picked.next()) : null,
                picked.place().equals(Place.NEWEST) ? null : address(journey, show, Place.NEWEST));
    }

    /** How many of the newest are rows of the log; the others are notes. */
    private static int rowsAmong(List<JourneyEvent> rows, List<Notes.Note> written) {
        int row = 0;
        int note = 0;
        while (row + note < MOST) {
            boolean noteIsNext = row == rows.size()
                    || note < written.size()
                            && written.get(note).at().isAfter(rows.get(row).at());
            if (noteIsNext) {
                note++;
            } else {
                row++;
            }
        }
        return row;
    }

    private static String address(Journey journey, Show show, Place place) {
        String shown = show == Show.ALL ? null : "show=" + show.key();
        String before = place.equals(Place.NEWEST) ? null : "before=" + place.text();
        String query = Stream.of(shown, before).filter(Objects::nonNull).collect(Collectors.joining("&"));
        return "/journeys/" + journey.id().value() + (query.isEmpty() ? "" : "?" + query);
    }

    /** The rows that may have to be told, and hardly any other; none for notes, which stand in no log. */
    private static List<LogChoice> chosen(Show show, LifeEvent lifeEvent, Set<String> open) {
        LogChoice completed = LogChoice.of(Kind.COMPLETED);
        LogChoice reached = LogChoice.of(Kind.REACHED);
        return switch (show) {
            case ALL ->
                List.of(
                        COURSE,
                        DEADLINES,
                        MESSAGES,
                        CONSENTS,
                        completed.work(true),
                        reached.about(open),
                        reached.work(false).at(ends(Stream.of(lifeEvent.root()))));
            case ANSWERS -> List.of(completed.work(true).organisation(false));
            case DECISIONS ->
                List.of(
                        LogChoice.of(Kind.DECIDED),
                        completed.work(true).organisation(true).outcome(true));
            case WORK ->
                List.of(
                        COURSE,
                        completed.work(false),
                        completed.work(true).organisation(true).outcome(false),
                        reached.work(true),
                        reached.work(false).at(ends(lifeEvent.reachable().stream())));
            case DEADLINES -> List.of(DEADLINES);
            case MESSAGES -> List.of(MESSAGES);
            case CONSENTS -> List.of(CONSENTS);
            case NOTES -> List.of();
            case DETAILS ->
                List.of(
                        LogChoice.of(
                                Kind.REACHED,
                                Kind.DECIDED,
                                Kind.CANCELLED,
                                Kind.FAILED,
                                Kind.CLAIMED,
                                Kind.RELEASED,
                                Kind.ASSIGNED,
                                Kind.EVIDENCE),
                        completed.work(false));
        };
    }

    private static Set<String> ends(Stream<ProcessModel> processes) {
        return processes
                .flatMap(process -> process.steps().values().stream())
                .filter(step -> step.kind() == StepKind.END)
                .map(Step::id)
                .collect(Collectors.toSet());
    }
}
