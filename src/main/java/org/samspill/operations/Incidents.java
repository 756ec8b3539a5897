package org.samspill.operations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.NationalId;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.journeys.Guarding;
import org.samspill.journeys.JourneyId;
import org.samspill.operations.Incident.Cause;
import org.samspill.operations.Incident.Piece;
import org.samspill.operations.Incident.Source;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkOperations;
import org.samspill.work.WorkOperations.Halted;
import org.springframework.stereotype.Component;

/** Gathers what stands still by its cause, and sets it going again. */
@Component
class Incidents {

    /** What differs from one failure to the next of the same cause: ids, and the addresses of objects in memory. */
    private static final Pattern PASSING =
            Pattern.compile("\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b|(?<=\\w)@[0-9a-f]{4,16}\\b");

    /** Stands where the name of a guarded journey's organisation would. */
    private static final String HIDDEN = "…";

    private final WorkOperations work;
    private final EngineJobs jobs;
    private final LifeEvents lifeEvents;
    private final Guarding guarding;

    Incidents(WorkOperations work, EngineJobs jobs, LifeEvents lifeEvents, Guarding guarding) {
        this.work = work;
        this.jobs = jobs;
        this.lifeEvents = lifeEvents;
        this.guarding = guarding;
    }

    /** How it went with one piece. */
    enum Result {
        DONE,
        ALREADY,
        NOBODY,
        GONE
    }

    /** Every incident, the one that has lasted longest first. */
    List<Incident> all() {
        Map<Source, List<Piece>> found = new LinkedHashMap<>();
        work.failed().forEach(halted -> add(found, Cause.FAILED, halted));
        work.unassigned().forEach(halted -> add(found, Cause.UNASSIGNED, halted));
        jobs.failed().forEach(job -> add(found, job));
        return found.entrySet().stream()
                .map(entry -> new Incident(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Incident::since).thenComparing(Incident::key))
                .toList();
    }

    Optional<Incident> find(String key) {
        return all().stream().filter(incident -> incident.key().equals(key)).findFirst();
    }

    private void add(Map<Source, List<Piece>> found, Cause cause, Halted halted) {
        WorkItem item = halted.item();
        // Of a guarded journey nothing is said that tells where: neither who has the work, nor what its machine said.
        Source source = new Source(
                cause,
                item.lifeEvent(),
                item.process(),
                item.element(),
                item.actor(),
                item.guarded() ? null : item.organisation(),
                cause == Cause.FAILED && !item.guarded() ? spoken(item.failure()) : null);
        String placement = cause == Cause.UNASSIGNED
                ? work.placement(item)
                        .map(place -> item.guarded() ? HIDDEN : place.name())
                        .orElse(null)
                : null;
        put(
                found,
                source,
                new Piece(
                        item.id(),
                        item.definitionId(),
                        item.guarded() ? null : item.journey(),
                        lifeEvents.ofDefinition(item.definitionId()).version(),
                        halted.since(),
                        halted.times(),
                        placement));
    }

    /** A process that came past the gate is shown by its own names: nobody has more need to be seen. */
    private void add(Map<Source, List<Piece>> found, EngineJobs.Failed job) {
        Optional<LifeEvent> lifeEvent = lifeEvents.recognised(job.definition());
        JourneyId journey = job.journey();
        boolean guarded = journey != null && guarding.guarded(journey);
        Source source = new Source(
                Cause.JOB,
                lifeEvent.map(LifeEvent::key).orElse(job.process()),
                job.process(),
                job.element(),
                null,
                null,
                guarded ? null : spoken(job.message()));
        put(
                found,
                source,
                new Piece(
                        job.id(),
                        job.definition(),
                        guarded ? null : journey,
                        lifeEvent.map(LifeEvent::version).orElse(0),
                        job.since(),
                        job.times(),
                        null));
    }

    private static void put(Map<Source, List<Piece>> found, Source source, Piece piece) {
        found.computeIfAbsent(source, key -> new ArrayList<>()).add(piece);
    }

    /** The same words for the same cause, and nobody's identity. */
    static @Nullable String spoken(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return null;
        }
        String nameless = NationalId.hiddenIn(message.strip());
        return PASSING.matcher(nameless).replaceAll("…");
    }

    Result retry(Incident incident, Piece piece) {
        if (incident.source().cause() == Cause.JOB) {
            return jobs.retry(piece.id()) ? Result.DONE : Result.GONE;
        }
        Outcome outcome = work.retry(piece.id());
        if (outcome instanceof Outcome.Done) {
            return Result.DONE;
        }
        if (outcome instanceof Outcome.Repeated) {
            return Result.ALREADY;
        }
        return outcome instanceof Outcome.CannotAssign ? Result.NOBODY : Result.GONE;
    }
}
