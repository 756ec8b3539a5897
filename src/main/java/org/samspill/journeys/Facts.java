package org.samspill.journeys;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Boards;
import org.samspill.actors.Mandates;
import org.samspill.actors.NationalId;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.ParticipantRole;
import org.samspill.journeys.JourneyEvent.Kind;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What a register tells of who may act for whom: parents, boards, heirs, births and deaths. It holds for people and not for one journey, so whoever loses by
 * it loses in all open journeys at once.
 */
@Component
class Facts {

    /** Who has died, in data that tell of it; she need not be whom the journey is about. */
    private static final String DECEASED = "deceased.nationalId";

    private static final String DECEASED_ON = "deceased.deathDate";

    private final JourneyStore store;
    private final JourneyLog log;
    private final People people;
    private final Mandates mandates;
    private final Boards boards;
    private final ObjectProvider<Succession> successions;

    Facts(
            JourneyStore store,
            JourneyLog log,
            People people,
            Mandates mandates,
            Boards boards,
            ObjectProvider<Succession> successions) {
        this.store = store;
        this.log = log;
        this.people = people;
        this.mandates = mandates;
        this.boards = boards;
        this.successions = successions;
    }

    /** True when being named makes somebody a participant. An heir needs no place: she comes by herself, and only as far as the dead had one. */
    static boolean joins(@Nullable ParticipantRole role) {
        return role != null && !ParticipantRole.HEIR.equals(role.mandate());
    }

    /** A register has said who all stand in the role: those it names, and nobody else. Data without a holder are people's own word, and no fact. */
    void named(JourneyId journey, Datum datum, ParticipantRole role, List<PersonId> named, Map<String, ?> told) {
        String mandate = role.mandate();
        if (mandate == null || datum.holder() == null || named.isEmpty()) {
            return;
        }
        switch (mandate) {
            case ParticipantRole.BOARD -> board(journey, named);
            case ParticipantRole.HEIR -> deceased(told).ifPresent(dead -> heirs(dead, named));
            case ParticipantRole.PARENTAL_RESPONSIBILITY -> responsible(journey, named);
            default -> {} // A mandate that nobody knows came past the gate, and gives nobody a right.
        }
    }

    private void responsible(JourneyId journey, List<PersonId> holders) {
        find(journey).map(Journey::subjectPerson).ifPresent(subject -> {
            Set<PersonId> lost = mandates.told(Mandates.Kind.PARENTAL_RESPONSIBILITY, subject, holders);
            changed(store.openAbout(subject), lost, ParticipantRole.PARENTAL_RESPONSIBILITY);
        });
    }

    private void board(JourneyId journey, List<PersonId> board) {
        find(journey).map(Journey::subjectNumber).ifPresent(organisation -> {
            Set<PersonId> lost = boards.told(organisation, board);
            changed(store.openAbout(organisation), lost, ParticipantRole.BOARD);
        });
    }

    private void heirs(PersonId dead, List<PersonId> heirs) {
        Set<PersonId> lost = mandates.told(Mandates.Kind.HEIR, dead, heirs);
        changed(store.openWith(dead), lost, ParticipantRole.HEIR);
    }

    /** Days that the rules go by. The register's person is whom the journey is about. */
    void day(JourneyId journey, LifeEvent lifeEvent, String name, LocalDate day, Map<String, ?> told) {
        if (name.equals(DECEASED_ON)) {
            deceased(told).filter(dead -> !mandates.dead(dead)).ifPresent(dead -> {
                people.died(dead, day);
                changed(store.openWith(dead), Set.of(dead), "death");
            });
            return;
        }
        find(journey).map(Journey::subjectPerson).ifPresent(subject -> {
            if (name.equals("person.birthDate") || name.equals(lifeEvent.subject() + ".birthDate")) {
                people.born(subject, day);
            } else if (name.equals(lifeEvent.subject() + ".deathDate")) {
                people.died(subject, day);
            }
        });
    }

    /** Work that somebody may no longer do goes to those who may now, and nothing waits for her answer. */
    private void changed(List<Journey> journeys, Set<PersonId> lost, String why) {
        for (Journey journey : journeys) {
            if (!lost.isEmpty()) {
                log.write(JourneyLog.Entry.journey(journey.id(), Kind.MANDATE_ENDED, why, null));
            }
            successions.forEach(succession -> succession.ended(journey.id(), lost));
        }
    }

    private Optional<PersonId> deceased(Map<String, ?> told) {
        return told.get(DECEASED) instanceof String number
                ? NationalId.parse(number).flatMap(people::byNationalId).map(person -> person.id())
                : Optional.empty();
    }

    private Optional<Journey> find(JourneyId journey) {
        return store.find(journey);
    }
}
