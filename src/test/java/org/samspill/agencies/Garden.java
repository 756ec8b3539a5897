package org.samspill.agencies;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Sector;
import org.samspill.identity.Clients;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

/** The world of these tests: two organisations with machines, and journeys through {@code shared-garden} that wait for the first of them. */
public final class Garden {

    public static final String SURVEY = "survey-office.plot.survey";
    public static final String LEND = "tool-shed.kit.lend";
    public static final String SURVEY_OFFICE = "310810010";
    public static final String TOOL_SHED = "310820083";
    public static final String ANOTHER = "310830119";
    public static final String GROWER = "01819010192";
    public static final String NEIGHBOUR = "02828330090";
    public static final String DIAGNOSIS = "hjertefeil-xyz";

    final ApplicationContext context;
    final Machine office;
    final Machine shed;
    final Machine another;

    private Garden(ApplicationContext context) {
        this.context = context;
        int port = context.getBean(Environment.class).getRequiredProperty("local.server.port", Integer.class);
        admit(SURVEY_OFFICE, "Oppmålingen", Sector.PUBLIC, Set.of("survey-office"));
        admit(TOOL_SHED, "Redskapsboden", Sector.VOLUNTARY, Set.of("tool-shed"));
        admit(ANOTHER, "En annen", Sector.PRIVATE, Set.of("another-actor"));
        office = Machine.of(port, SURVEY_OFFICE);
        shed = Machine.of(port, TOOL_SHED);
        another = Machine.of(port, ANOTHER);
    }

    public static Garden of(ApplicationContext context) {
        return new Garden(context);
    }

    private void admit(String number, String name, Sector sector, Set<String> actors) {
        OrganisationNumber organisation = OrganisationNumber.of(number);
        context.getBean(Organisations.class).register(new Organisation(organisation, name, sector, actors, Set.of()));
        Clients clients = context.getBean(Clients.class);
        clients.admit(organisation, clients.hash("demo"));
    }

    /** A person with a name of her own. */
    public PersonId person() {
        return context.getBean(People.class)
                .add("Kari Dyrker " + UUID.randomUUID())
                .id();
    }

    /** A journey that waits for the survey, with a value of every kind and one that no contract names. */
    public JourneyId started() {
        return context.getBean(Journeys.class)
                .start(start(null))
                .orElseThrow()
                .journey()
                .id();
    }

    /** The command that starts such a journey. */
    StartCommand start(@Nullable String key) {
        Map<String, Object> values = new HashMap<>();
        values.put("grower.nationalId", GROWER);
        values.put("grower.email", "kari@example.org");
        values.put("grower.diagnosis", DIAGNOSIS);
        values.put("plot.area", 40L);
        values.put("plot.beds", 3L);
        values.put("plot.rent", 1200.5);
        values.put("plot.sunny", true);
        values.put("plot.from", LocalDate.of(2026, 5, 1));
        values.put("plot.soil", "clay");
        values.put("plot.crops", List.of("poteter", "bønner"));
        values.put(
                "neighbours",
                List.of(Map.of("nationalId", NEIGHBOUR, "name", "Astrid Nabo", "birthDate", "1983-02-02")));
        return new StartCommand("shared-garden", null, person(), null, "test", key, values);
    }

    /** The journey's one open piece of work at the survey office or the tool shed. */
    public WorkItem waiting(JourneyId journey) {
        return context.getBean(WorkItems.class).ofJourney(journey).stream()
                .filter(WorkItem::open)
                .findFirst()
                .orElseThrow();
    }

    /** The body of a fetch of a service's work in one journey. */
    static Map<String, Object> fetch(String worker, String service, JourneyId journey) {
        return Map.of(
                "workerId",
                worker,
                "maxTasks",
                10,
                "topics",
                List.of(Map.of("topicName", service, "lockDuration", 60_000, "businessKey", journey.value())));
    }

    /** The id of the survey, held by the survey office's worker of this name. */
    String held(JourneyId journey, String worker) {
        Machine.Answer answer = office.post("/engine-rest/external-task/fetchAndLock", fetch(worker, SURVEY, journey));
        return answer.json().get(0).get("id").asText();
    }

    static Map<String, Object> typed(String type, Object value) {
        return Map.of("type", type, "value", value);
    }

    /** The least that the survey's contract asks for. */
    static Map<String, Object> surveyed() {
        return Map.of("survey.on", typed("String", "2026-05-02"), "survey.area", typed("Double", 40.5));
    }
}
