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
import org.samspill.casework.Timelines.Show;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.ProcessModel;
import org.samspill.catalogue.Step;
import org.samspill.catalogue.StepKind;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyEvent.Kind;
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

    /**
     * The part of a journey, whose work and processes have been read, before a place.
     *
     * @param before as the part after it gave it; null for the newest
     */
    Part of(
            Journey journey,
            List<WorkItem> all,
            Processes.Now now,
            Show show,
            @Nullable String before,
            Timelines.Telling telling) {
        Place place = Place.of(before);
        Set<String> open = all.stream().filter(WorkItem::open).map(WorkItem::id).collect(Collectors.toSet());
        List<LogChoice> chosen = chosen(show, telling.lifeEvent(), open);
        List<JourneyEvent> rows =
                chosen.isEmpty() ? List.of() : log.newest(journey.id(), chosen, place.row(), MOST + 1);
        List<Notes.Note> written = show == Show.ALL || show == Show.NOTES
                ? notes.of(journey.id(), telling.user(), place.note(), MOST + 1)
                : List.of();
        int shown = rows.size() + written.size() > MOST ? rowsAmong(rows, written) : rows.size();
        List<JourneyEvent> told = rows.subList(0, shown);
        List<Notes.Note> noted = written.subList(0, Math.min(written.size(), MOST - Math.min(MOST, shown)));
        telling.names().expecting(all, told);
        List<Timelines.Line> lines = new ArrayList<>(
                timelines.lines(told, open, documents.addresses(journey, all, told, now, telling.user()), telling));
        lines.addAll(timelines.notes(noted, telling));
        Place next = new Place(
                told.isEmpty() ? place.row() : told.get(told.size() - 1).seq(),
                noted.isEmpty() ? place.note() : noted.get(noted.size() - 1).seq());
        boolean more = told.size() + noted.size() < rows.size() + written.size();
        return new Part(
                timelines.days(lines, show, telling.locale()),
                more ? address(journey, show, next) : null,
                place.equals(Place.NEWEST) ? null : address(journey, show, Place.NEWEST));
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
                        LogChoice.of(
                                Kind.STARTED,
                                Kind.ENDED,
                                Kind.CORRECTED,
                                Kind.MANDATE_ENDED,
                                Kind.REFUSED,
                                Kind.REROUTED,
                                Kind.MESSAGE,
                                Kind.CONSENTED,
                                Kind.CONSENT_WITHDRAWN,
                                Kind.REMINDED,
                                Kind.OVERDUE,
                                Kind.ESCALATED),
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
                        LogChoice.of(
                                Kind.STARTED,
                                Kind.ENDED,
                                Kind.CORRECTED,
                                Kind.MANDATE_ENDED,
                                Kind.REFUSED,
                                Kind.REROUTED),
                        completed.work(false),
                        completed.work(true).organisation(true).outcome(false),
                        reached.work(true),
                        reached.work(false).at(ends(lifeEvent.reachable().stream())));
            case DEADLINES -> List.of(LogChoice.of(Kind.REMINDED, Kind.OVERDUE, Kind.ESCALATED));
            case MESSAGES -> List.of(LogChoice.of(Kind.MESSAGE));
            case CONSENTS -> List.of(LogChoice.of(Kind.CONSENTED, Kind.CONSENT_WITHDRAWN));
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
