package org.samspill.demo;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.agencies.AgencySwitches;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.Service;
import org.samspill.web.Doors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The demo's agencies: one ordinary client of the external-task protocol for each integrated organisation, over HTTP against this program's own address. */
@Component
@ConditionalOnProperty(
        name = {"samspill.demo", "samspill.agencies"},
        havingValue = "true",
        matchIfMissing = true)
class DemoAgencies implements AgencySwitches, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DemoAgencies.class);
    private static final int HANDS = 2;
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final DemoWorld world;
    private final Organisations organisations;
    private final LifeEvents lifeEvents;
    private final AgencyAnswers answers;
    private final Doors doors;
    private final Environment environment;
    private final Duration delay;
    private final Map<OrganisationNumber, DemoAgency> working = new ConcurrentHashMap<>();
    private final ScheduledExecutorService hands = Executors.newScheduledThreadPool(HANDS, task -> {
        Thread thread = new Thread(task, "demo-agencies");
        thread.setDaemon(true);
        return thread;
    });

    private volatile boolean running;

    DemoAgencies(
            DemoWorld world,
            Organisations organisations,
            LifeEvents lifeEvents,
            AgencyAnswers answers,
            Doors doors,
            Environment environment,
            @Value("${samspill.agency-delay:4s}") Duration delay) {
        this.world = world;
        this.organisations = organisations;
        this.lifeEvents = lifeEvents;
        this.answers = answers;
        this.doors = doors;
        this.environment = environment;
        this.delay = delay;
    }

    /** Nobody works while the clock is moved, so the agencies wait until the doors are open. */
    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        hands.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private volatile boolean opened;
    private long lastLook;

    private void look() {
        try {
            if (!doors.isOpen() || !running) {
                return;
            }
            if (!opened) {
                opened = true;
                world.integrated().forEach(this::start);
                LOG.info("{} demo agencies work", working.size());
            }
            if (System.nanoTime() - lastLook > LOOK.toNanos()) {
                lastLook = System.nanoTime();
                working.forEach((number, agency) -> agency.serve(services(number)));
            }
        } catch (RuntimeException passing) {
            // A scheduled task that throws would never run again.
            LOG.warn("The demo agencies could not be looked after", passing);
        }
    }

    /** The services that the organisation's actors deliver by machine, in any life event in force. */
    private Set<String> services(OrganisationNumber number) {
        Set<String> actors =
                organisations.find(number).map(Organisation::actors).orElse(Set.of());
        return lifeEvents.current().stream()
                .flatMap(lifeEvent -> lifeEvent.services().values().stream())
                .filter(service -> actors.contains(service.actor()))
                .map(Service::key)
                .filter(service -> world.answersByMachine(number, service))
                .collect(Collectors.toSet());
    }

    @Override
    public List<State> states() {
        return world.integrated().stream()
                .map(number -> new State(
                        number,
                        organisations.find(number).map(Organisation::name).orElse(number.value()),
                        working.containsKey(number)))
                .sorted(Comparator.comparing(State::name))
                .toList();
    }

    @Override
    public synchronized void start(OrganisationNumber number) {
        if (running && world.integrated().contains(number) && !working.containsKey(number)) {
            URI server = URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port"));
            DemoAgency agency = new DemoAgency(server, number, DemoWorld.PASSWORD, answers, hands, delay);
            working.put(number, agency);
            agency.serve(services(number));
        }
    }

    @Override
    public void stop(OrganisationNumber number) {
        DemoAgency agency = working.remove(number);
        if (agency != null) {
            // Its long poll may last some seconds more; the operator need not wait for it.
            hands.execute(agency::stop);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Stops after the polls have been sent away and before the web server, so that work can be given back. */
    @Override
    public void stop() {
        running = false;
        working.keySet().forEach(number -> {
            DemoAgency agency = working.remove(number);
            if (agency != null) {
                agency.stop();
            }
        });
        hands.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
