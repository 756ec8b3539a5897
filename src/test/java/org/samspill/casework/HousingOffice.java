package org.samspill.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.NationalId;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.Role;
import org.samspill.actors.Sector;
import org.samspill.identity.Accounts;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.samspill.work.Answering;
import org.samspill.work.Outcome;
import org.samspill.work.Reminders;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A housing office and a locksmith with their people, and lost keys to work on. */
public final class HousingOffice {

    private static final Map<ApplicationContext, HousingOffice> OFFICES = new HashMap<>();

    static final OrganisationNumber OFFICE = OrganisationNumber.of("310000019");
    static final OrganisationNumber LOCKSMITH = OrganisationNumber.of("310000027");
    static final String TENANT = "Tore Leietaker";

    public final CurrentUser ola;
    public final CurrentUser kari;
    public final CurrentUser vera;
    public final CurrentUser liv;
    public final CurrentUser lars;
    public final CurrentUser lone;

    private final People people;
    private final Journeys journeys;
    private final WorkItems items;
    private final Answering answering;
    private final Accounts accounts;
    private final Reminders reminders;
    private final JdbcClient jdbc;
    private int serial = 100;

    /** The office of this program: opened once, as all tests share one program. */
    public static synchronized HousingOffice in(ApplicationContext program) {
        return OFFICES.computeIfAbsent(
                program,
                fresh -> new HousingOffice(
                        fresh.getBean(Organisations.class),
                        fresh.getBean(People.class),
                        fresh.getBean(Journeys.class),
                        fresh.getBean(WorkItems.class),
                        fresh.getBean(Answering.class),
                        fresh.getBean(Accounts.class),
                        fresh.getBean(Reminders.class),
                        fresh.getBean(JdbcClient.class)));
    }

    private HousingOffice(
            Organisations organisations,
            People people,
            Journeys journeys,
            WorkItems items,
            Answering answering,
            Accounts accounts,
            Reminders reminders,
            JdbcClient jdbc) {
        this.people = people;
        this.journeys = journeys;
        this.items = items;
        this.answering = answering;
        this.accounts = accounts;
        this.reminders = reminders;
        this.jdbc = jdbc;
        Organisation office =
                new Organisation(OFFICE, "Bakkebyen boligkontor", Sector.PUBLIC, Set.of("housing-office"), Set.of());
        Organisation smith =
                new Organisation(LOCKSMITH, "Låsesmed Lund AS", Sector.PRIVATE, Set.of("locksmith"), Set.of());
        organisations.register(office);
        organisations.register(smith);
        ola = employ("ola.bolig", "Ola Bakke", office, Set.of(), false);
        kari = employ("kari.bolig", "Kari Dahl", office, Set.of(), false);
        vera = employ("vera.bolig", "Vera Vang", office, Set.of("caretaker"), false);
        liv = employ("liv.bolig", "Liv Leder", office, Set.of(), true);
        lars = employ("lars.lund", "Lars Lund", smith, Set.of(), false);
        lone = employ("lone.lund", "Lone Lund", smith, Set.of(), false);
    }

    private CurrentUser employ(
            String username, String name, Organisation place, Set<String> functions, boolean leader) {
        Person person = people.add(name);
        people.employ(person.id(), place.number(), functions, leader);
        accounts.open(username, person.id(), place.number(), Set.of(Role.CASEWORKER), accounts.hash("demo"));
        return new CurrentUser(person.id(), name, place, functions, leader, Set.of(Role.CASEWORKER));
    }

    public static RequestPostProcessor as(CurrentUser user) {
        return SecurityMockMvcRequestPostProcessors.authentication(UsernamePasswordAuthenticationToken.authenticated(
                user,
                null,
                user.roles().stream()
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                        .toList()));
    }

    /** A tenant has lost a key; the office has to find the lease. */
    WorkItem lostKey() {
        return lostKey(false);
    }

    public WorkItem lostKey(boolean stolen) {
        NationalId id = nationalId();
        Person tenant = people.register(id, TENANT, null, "0301");
        Journey journey = journeys.start(new StartCommand(
                        "lost-key",
                        null,
                        tenant.id(),
                        null,
                        tenant.id().value(),
                        null,
                        Map.of(
                                "tenant.nationalId",
                                id.value(),
                                "key.lostOn",
                                LocalDate.of(2026, 11, 20),
                                "key.stolen",
                                stolen)))
                .orElseThrow()
                .journey();
        return open(journey.id(), "Service_ReadLease");
    }

    /** The tenant has agreed to pay, and the locksmith has to replace the lock. */
    WorkItem lockToReplace() {
        WorkItem lease = lostKey();
        answer(lease, ola, Map.of("lease.address", "Bakken 7", "lease.lockClass", "standard"));
        answer(open(lease.journey(), "Task_AcceptCost"), tenant(lease), Map.of("cost.accepted", "true"));
        return open(lease.journey(), "Service_ReplaceLock");
    }

    /** Somebody who rents and has lost nothing yet. */
    public Person renter() {
        return people.register(nationalId(), TENANT, null, "0301");
    }

    /** Whose key it is. */
    public CurrentUser tenant(WorkItem item) {
        return new CurrentUser(
                journeys.participants(item.journey()).get(0).person(),
                TENANT,
                null,
                Set.of(),
                false,
                Set.of(Role.CITIZEN));
    }

    /** The caretaker has to call the tenant. */
    WorkItem callBack() {
        WorkItem lock = lockToReplace();
        assertThat(answering.refuse(lock.id(), lars, "out-of-stock", null)).isInstanceOf(Outcome.Done.class);
        return open(lock.journey(), "Task_CallBack");
    }

    public void answer(WorkItem item, CurrentUser by, Map<String, String> typed) {
        Map<String, String[]> posted = new HashMap<>();
        typed.forEach((name, value) -> posted.put(name, new String[] {value}));
        assertThat(answering.answer(item.id(), by, posted)).isInstanceOf(Outcome.Done.class);
    }

    /** As much of an item's time passes as the next notice needs: 1 reminds, 2 alarms, 3 escalates. */
    void timePasses(WorkItem item, int level) {
        jdbc.sql(
                        "update work_item set notice_at = created_at, due_at = case when ? > 1 then created_at else due_at end where id = ?")
                .params(level, item.id())
                .update();
        reminders.sendDue();
    }

    /** Moves all that has happened to an item so far some days back. */
    void longAgo(WorkItem item, int days) {
        String back = " - interval '" + days + "' day";
        jdbc.sql("update work_item set created_at = created_at" + back + ", promised_from = promised_from" + back
                        + ", due_at = due_at" + back + ", ended_at = ended_at" + back + " where id = ?")
                .param(item.id())
                .update();
    }

    WorkItem now(WorkItem item) {
        return items.ofJourney(item.journey()).stream()
                .filter(each -> each.id().equals(item.id()))
                .findFirst()
                .orElseThrow();
    }

    WorkItem open(JourneyId journey, String element) {
        return items.ofJourney(journey).stream()
                .filter(item -> item.open() && item.element().equals(element))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing waits at " + element));
    }

    private synchronized NationalId nationalId() {
        while (serial < 900) {
            String digits = "018190" + serial++;
            int first = control(digits, 3, 7, 6, 1, 8, 9, 4, 5, 2);
            int second = first > 9 ? 10 : control(digits + first, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2);
            if (first < 10 && second < 10) {
                return NationalId.of(digits + first + second);
            }
        }
        throw new IllegalStateException("No number left");
    }

    private static int control(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return (11 - sum % 11) % 11;
    }
}
