package org.samspill.privacy;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Forgetting;
import org.samspill.actors.PersonId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes one thing away, whole or not at all: what law wants archived is archived and verified first, and if that fails nothing goes. */
@Component
class Eraser {

    /** Why something goes. */
    enum Cause {
        RETENTION,
        REQUEST
    }

    /** Something stands in the way. */
    static final class Prevented extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final HeldBack why;

        Prevented(HeldBack why, @Nullable Throwable cause) {
            super(why.key(), cause);
            this.why = why;
        }

        HeldBack why() {
            return why;
        }
    }

    private final KeptStore store;
    private final Holds holds;
    private final ErasureRequests requests;
    private final Archive archive;
    private final ObjectProvider<JourneyTraces> rooms;
    private final Forgetting forgetting;
    private final JdbcClient jdbc;
    private final Clock clock;

    Eraser(
            KeptStore store,
            Holds holds,
            ErasureRequests requests,
            Archive archive,
            ObjectProvider<JourneyTraces> rooms,
            Forgetting forgetting,
            JdbcClient jdbc,
            Clock clock) {
        this.store = store;
        this.holds = holds;
        this.requests = requests;
        this.archive = archive;
        this.rooms = rooms;
        this.forgetting = forgetting;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Removes what a row stands for; gives how many people were forgotten with it, and -1 when it had gone already. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public int remove(KeptStore.Row row, Cause cause) {
        if (!store.take(row)) {
            return -1;
        }
        return erase(row, cause);
    }

    private int erase(KeptStore.Row row, Cause cause) {
        if (holds.holds(row.journey())) {
            throw new Prevented(HeldBack.HOLD, null);
        }
        if (row.part() != KeptStore.Part.JOURNEY) {
            note(row, cause, row.part() == KeptStore.Part.ARCHIVE ? archive.write(row, List.of(row)) : null);
            store.remove(row);
            return 0;
        }
        List<KeptStore.Row> archived = store.of(row.journey()).stream()
                .filter(each -> each.part() == KeptStore.Part.ARCHIVE)
                .toList();
        Archive.Written written = archived.isEmpty() ? null : archive.write(row, archived);
        int forgotten = questions(row.journey(), cause);
        Set<PersonId> people = new LinkedHashSet<>();
        rooms.forEach(room -> people.addAll(room.people(row.journey())));
        rooms.forEach(room -> room.erase(row.journey()));
        note(row, cause, written);
        requests.doneWith(row.journey());
        return forgotten + (int) people.stream().filter(forgetting::ifUnneeded).count();
    }

    /** Questions about the journey's data go with it; each is a journey of its own. */
    private int questions(String journey, Cause cause) {
        List<String> asked = jdbc.sql(
                        "select id from privacy_question where journey_id = ? and kind not in ('erasure', 'forgetting')")
                .param(journey)
                .query(String.class)
                .list();
        int forgotten = 0;
        for (String question : asked) {
            forgotten += erase(journeyRow(question).orElseThrow(() -> new Prevented(HeldBack.QUESTION, null)), cause);
        }
        return forgotten;
    }

    private Optional<KeptStore.Row> journeyRow(String journey) {
        return store.of(journey).stream()
                .filter(row -> row.part() == KeptStore.Part.JOURNEY)
                .findFirst();
    }

    /** Erases everything about a person: each of her journeys, all of which must be over, and who she is. Gives how many journeys went. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public int person(PersonId person, String request) {
        Set<String> hers = new LinkedHashSet<>();
        rooms.forEach(room -> hers.addAll(room.journeysOf(person)));
        int journeys = 0;
        for (String journey : hers) {
            KeptStore.Row row = journeyRow(journey).orElse(null);
            if (row != null) {
                erase(row, Cause.REQUEST);
                journeys++;
            } else if (rooms.stream().anyMatch(room -> room.journeysOf(person).contains(journey))) {
                throw new Prevented(HeldBack.OPEN, null);
            }
        }
        forgetting.erase(person);
        requests.done(request);
        return journeys;
    }

    private void note(KeptStore.Row row, Cause cause, Archive.@Nullable Written written) {
        jdbc.sql("""
                        insert into privacy_removal (id, journey_id, part, cause, at, package, sha256)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        UUID.randomUUID().toString(),
                        row.journey(),
                        row.part().key(),
                        cause.name().toLowerCase(Locale.ROOT),
                        KeptStore.utc(clock.instant()),
                        written == null ? null : written.name(),
                        written == null ? null : written.sha256())
                .update();
    }
}
