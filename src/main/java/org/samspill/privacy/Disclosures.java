package org.samspill.privacy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.Category;
import org.samspill.catalogue.Datum;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The door through which data of a journey leave. What the rule allows is written down and handed out in one transaction: if the row cannot be written
 * nothing leaves, and what was rolled back has not left.
 */
@Component
public class Disclosures {

    private final DisclosureRule rule;
    private final Consents consents;
    private final People people;
    private final DisclosureStore store;
    private final Clock clock;
    private final ToldToday toldToday = new ToldToday();
    private final Map<Disclosure.How, Counter> left = new EnumMap<>(Disclosure.How.class);

    Disclosures(
            DisclosureRule rule,
            Consents consents,
            People people,
            DisclosureStore store,
            Clock clock,
            MeterRegistry metrics) {
        for (Disclosure.How how : Disclosure.How.values()) {
            left.put(
                    how,
                    metrics.counter("samspill.disclosures", "how", how.name().toLowerCase(Locale.ROOT)));
        }
        this.rule = rule;
        this.consents = consents;
        this.people = people;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Releases what the rule allows of what the step can see. A release of nothing leaves no row.
     *
     * @param visible the step's data as the journey keeps them
     * @param only the names that the recipient wants; null for all that it may have
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, Object> release(
            Ground ground, Recipient recipient, Map<String, Object> visible, @Nullable Set<String> only) {
        Map<String, Object> released = new LinkedHashMap<>();
        rule.allowed(ground, recipient).stream()
                .filter(visible::containsKey)
                .filter(name -> only == null || only.contains(name))
                .forEach(name -> released.put(name, visible.get(name)));
        if (!released.isEmpty()) {
            leaves(recipient.machine() ? Disclosure.How.SENT : Disclosure.How.READ);
            write(ground, recipient, recipient.machine() ? Disclosure.How.SENT : Disclosure.How.READ, released);
        }
        return released;
    }

    /** A name that a list shows, by the datum that it is a value of. */
    public record Named(Ground ground, String datum, String value) {}

    /**
     * Writes down the names that a list shows someone, each once a day for the same work: lists renew themselves all the time, and the same name on
     * the same day tells her nothing new.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void list(Recipient recipient, Collection<Named> names) {
        PersonId person = recipient.person();
        if (person == null || names.isEmpty()) {
            return;
        }
        LocalDate today = clock.instant().atZone(clock.getZone()).toLocalDate();
        List<ToldToday.Told> told = names.stream()
                .map(name -> new ToldToday.Told(
                        person, today, name.ground().journey(), name.ground().workItem(), name.datum()))
                .toList();
        if (toldToday.knows(told)) {
            return;
        }
        Set<String> had = store.namesListed(
                person,
                names.stream().map(name -> name.ground().journey()).distinct().toList(),
                today.atStartOfDay(clock.getZone()).toInstant());
        Map<Ground, Map<String, Object>> fresh = new LinkedHashMap<>();
        names.stream()
                .filter(name ->
                        !had.contains(DisclosureStore.place(name.ground().workItem(), name.datum())))
                .forEach(name -> fresh.computeIfAbsent(name.ground(), ground -> new LinkedHashMap<>())
                        .merge(name.datum(), name.value(), (one, other) -> one + ", " + other));
        fresh.forEach((ground, released) -> {
            leaves(Disclosure.How.LISTED);
            write(ground, recipient, Disclosure.How.LISTED, released);
        });
        toldToday.written(told);
    }

    /** Everything that was released of a journey, the newest first. */
    public List<Disclosure> of(String journey) {
        return store.of(journey);
    }

    /** Counts what leaves, once it has left, apart from the log: {@link SealGauges} counts the rows that are found there. */
    private void leaves(Disclosure.How how) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                Objects.requireNonNull(left.get(how)).increment();
            }
        });
    }

    private void write(Ground ground, Recipient recipient, Disclosure.How how, Map<String, Object> released) {
        Set<String> scopes =
                new LinkedHashSet<>(ground.scopes().stream().sorted().toList());
        Fingerprint fingerprint = Fingerprint.of(released, this::described);
        Disclosure disclosure = new Disclosure(
                0,
                clock.instant(),
                how,
                ground.journey(),
                ground.workItem(),
                ground.step(),
                recipient.organisation(),
                recipient.supplier(),
                recipient.person(),
                recipient.capacity(),
                ground.service() == null ? null : ground.service().key(),
                ground.purpose().nb(),
                ground.legalBasis(),
                scopes.isEmpty() ? null : String.join(",", scopes),
                consentIds(ground.journey(), scopes),
                categories(ground, released.keySet()),
                released.keySet().stream().sorted().toList(),
                fingerprint.hash());
        store.insert(disclosure, fingerprint.salt());
    }

    private List<String> consentIds(String journey, Set<String> scopes) {
        List<String> ids = new ArrayList<>();
        scopes.forEach(scope -> ids.addAll(consents.idsOf(journey, scope)));
        return ids;
    }

    private static Set<Category> categories(Ground ground, Set<String> names) {
        Set<Category> categories = EnumSet.noneOf(Category.class);
        names.forEach(name ->
                ground.lifeEvent().data().find(name).map(Datum::category).ifPresent(categories::add));
        return categories;
    }

    /** What is told of a person whom a journey knows by id: number, name and day of birth. */
    private String described(PersonId id) {
        return Optional.of(id)
                .filter(one -> PersonId.possible(one.value()))
                .flatMap(people::find)
                .map(person -> person.nationalId() == null
                        ? person.name()
                        : person.nationalId().value() + " " + person.name() + " " + person.birthDate())
                .orElse(id.value());
    }
}
