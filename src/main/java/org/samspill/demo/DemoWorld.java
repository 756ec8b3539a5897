package org.samspill.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.samspill.actors.NationalId;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.PersonId;
import org.samspill.actors.Protection;
import org.samspill.actors.Protections;
import org.samspill.actors.Role;
import org.samspill.actors.Sector;
import org.samspill.identity.Accounts;
import org.samspill.identity.Clients;
import org.samspill.web.DemoSignIns;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the demo world into an empty database, and tells who in it one can be. Every password and client secret is {@code demo}. */
@Component
@ConditionalOnProperty(name = "samspill.demo", havingValue = "true", matchIfMissing = true)
public class DemoWorld implements DemoSignIns, InitializingBean {

    static final String PASSWORD = "demo";

    private final World world = World.read();
    private final Organisations organisations;
    private final People people;
    private final Protections protections;
    private final Accounts accounts;
    private final Clients clients;
    private final TransactionTemplate transaction;

    DemoWorld(
            Organisations organisations,
            People people,
            Protections protections,
            Accounts accounts,
            Clients clients,
            TransactionTemplate transaction) {
        this.organisations = organisations;
        this.people = people;
        this.protections = protections;
        this.accounts = accounts;
        this.clients = clients;
        this.transaction = transaction;
    }

    @Override
    public void afterPropertiesSet() {
        if (organisations.all().isEmpty()) {
            try {
                transaction.executeWithoutResult(status -> fill());
            } catch (DuplicateKeyException collision) {
                // Another node that started on the same empty database was first; what it put in is there for both.
                if (organisations.all().isEmpty()) {
                    throw collision;
                }
            }
        }
    }

    private void fill() {
        String secret = clients.hash(PASSWORD);
        world.organisations().values().forEach(place -> {
            Organisation organisation = new Organisation(
                    number(place),
                    place.name(),
                    Sector.valueOf(place.sector().toUpperCase(Locale.ROOT)),
                    place.actors(),
                    Objects.requireNonNullElse(place.municipalities(), Set.of()));
            organisations.register(organisation);
            clients.admit(organisation.number(), secret);
        });
        String password = accounts.hash(PASSWORD);
        Map<String, PersonId> ids = new HashMap<>();
        world.people().forEach((key, figure) -> ids.put(key, enter(key, figure, password)));
        world.people().forEach((key, figure) -> Objects.requireNonNullElse(figure.guardianOf(), List.<String>of())
                .forEach(child ->
                        people.relate(Objects.requireNonNull(ids.get(key)), Objects.requireNonNull(ids.get(child)))));
    }

    private PersonId enter(String username, World.Figure figure, String password) {
        PersonId person = figure.nationalId() == null
                ? people.add(figure.name()).id()
                : people.register(
                                NationalId.of(figure.nationalId()),
                                figure.name(),
                                figure.birthDate(),
                                figure.municipality())
                        .id();
        if (figure.addressProtection() != null) {
            protections.told(person, Protection.of(figure.addressProtection()));
        }
        OrganisationNumber employer = figure.at() == null
                ? null
                : number(Objects.requireNonNull(world.organisations().get(figure.at())));
        if (employer != null) {
            people.employ(person, employer, Objects.requireNonNullElse(figure.functions(), Set.of()), figure.leader());
        }
        if (figure.signsIn()) {
            accounts.open(username, person, employer, figure.rolesOrUsual(), password);
        }
        return person;
    }

    private static OrganisationNumber number(World.Place place) {
        return OrganisationNumber.of(place.number());
    }

    @Override
    public List<DemoSignIn> all() {
        List<DemoSignIn> shown = new ArrayList<>();
        world.people().forEach((username, figure) -> {
            World.Show show = figure.show();
            if (show != null) {
                String employer = figure.at() == null
                        ? ""
                        : Objects.requireNonNull(world.organisations().get(figure.at()))
                                .name();
                shown.add(new DemoSignIn(group(figure), username, figure.name(), show.title(), show.about(), employer));
            }
        });
        return shown;
    }

    private static Group group(World.Figure figure) {
        Set<Role> roles = figure.rolesOrUsual();
        return roles.contains(Role.CITIZEN)
                ? Group.CITIZENS
                : roles.contains(Role.CASEWORKER) ? Group.CASEWORKERS : Group.OTHERS;
    }

    /** True when a demo agency answers this service for this organisation. */
    boolean answersByMachine(OrganisationNumber organisation, String service) {
        return place(organisation)
                .filter(World.Place::integrated)
                .filter(place -> place.byHand() == null || !place.byHand().contains(service))
                .isPresent();
    }

    /** The organisations that have a demo agency. */
    List<OrganisationNumber> integrated() {
        return world.organisations().values().stream()
                .filter(World.Place::integrated)
                .map(DemoWorld::number)
                .toList();
    }

    private Optional<World.Place> place(OrganisationNumber organisation) {
        return world.organisations().values().stream()
                .filter(place -> place.number().equals(organisation.value()))
                .findFirst();
    }

    /** The demo's own children, whose parents can sign in; those with a protected address have no part in the demo's year. */
    List<Person> children() {
        return world.people().values().stream()
                .filter(figure -> !figure.signsIn() && figure.addressProtection() == null)
                .map(figure -> people.byNationalId(NationalId.of(Objects.requireNonNull(figure.nationalId()))))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The demo's own citizens without children: founders and board members. */
    List<Person> founders() {
        return world.people().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("founder."))
                .map(entry -> people.byNationalId(
                        NationalId.of(Objects.requireNonNull(entry.getValue().nationalId()))))
                .flatMap(Optional::stream)
                .toList();
    }
}
