package org.samspill.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.samspill.actors.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The life events that are deployed. Everything about a version is read back from the engine's own copy of its folder, so a journey that runs keeps the contracts, forms and texts it began with.
 * A version never changes, so what is read is kept.
 */
@Component
public class LifeEvents {

    static final String SOURCE = "samspill";

    private static final Logger LOG = LoggerFactory.getLogger(LifeEvents.class);

    private static final int MOST_DEFINITIONS = 1000;

    private final RepositoryService repository;
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Map<String, LifeEvent> byDeployment = new ConcurrentHashMap<>();
    private final Map<String, Place> byDefinition = new ConcurrentHashMap<>();
    private final Map<Place, String> byPlace = new ConcurrentHashMap<>();
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    LifeEvents(RepositoryService repository) {
        this.repository = repository;
    }

    /** Where a process definition of the engine belongs. */
    private record Place(String deployment, String process) {}

    /** The version in force of every life event, by key. One that came past the gate and cannot be read is told once, and stands in nobody's way. */
    public List<LifeEvent> current() {
        return newest().values().stream()
                .sorted(Comparator.comparing(ProcessDefinition::getKey))
                .map(root -> readable(root.getDeploymentId()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The version in force of one life event. */
    public Optional<LifeEvent> find(String key) {
        return Optional.ofNullable(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(key)
                        .latestVersion()
                        .singleResult())
                .filter(this::isRoot)
                .flatMap(root -> readable(root.getDeploymentId()));
    }

    /** The version that a running journey keeps, by any of its process definitions (root, part or block). */
    public LifeEvent ofDefinition(String processDefinitionId) {
        return deployment(place(processDefinitionId).deployment());
    }

    /** The same of a process that may have come into the engine past the gate; empty when it is no life event's. */
    public Optional<LifeEvent> recognised(String processDefinitionId) {
        try {
            return Optional.of(ofDefinition(processDefinitionId));
        } catch (NoLifeEvent foreign) {
            return Optional.empty();
        }
    }

    /** The diagram that a process definition of the engine was made from. */
    public ProcessModel process(String processDefinitionId) {
        Place place = place(processDefinitionId);
        return deployment(place.deployment()).process(place.process()).orElseThrow();
    }

    public Optional<Step> step(String processDefinitionId, String elementId) {
        return process(processDefinitionId).step(elementId);
    }

    /** The drawing of a process definition as BPMN XML, with every name in the reader's language and lanes by their titles. */
    public String diagram(String processDefinitionId, Locale locale) {
        LifeEvent version = ofDefinition(processDefinitionId);
        try (InputStream xml = repository.getProcessModel(processDefinitionId)) {
            return new Diagram(version).inLanguage(xml, locale);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The engine's id of one of a version's processes; empty when the version has no such process. */
    public Optional<String> definition(LifeEvent version, String process) {
        String known = byPlace.get(new Place(version.deploymentId(), process));
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> found = Optional.ofNullable(repository
                        .createProcessDefinitionQuery()
                        .deploymentId(version.deploymentId())
                        .processDefinitionKey(process)
                        .singleResult())
                .map(ProcessDefinition::getId);
        found.ifPresent(id -> byPlace.put(new Place(version.deploymentId(), process), id));
        return found;
    }

    /** Every actor that a version in force knows. */
    public Collection<Actor> actors() {
        var actors = new TreeMap<String, Actor>();
        current().forEach(version -> actors.putAll(version.actors()));
        return actors.values();
    }

    public Optional<Actor> actor(String key) {
        return actors().stream().filter(actor -> actor.key().equals(key)).findFirst();
    }

    // A root is the process that bears its deployment's name; blocks and parts are in every deployment that uses them.
    private Map<String, ProcessDefinition> newest() {
        var newest = new TreeMap<String, ProcessDefinition>();
        for (ProcessDefinition definition :
                repository.createProcessDefinitionQuery().latestVersion().listPage(0, MOST_DEFINITIONS)) {
            if (isRoot(definition)) {
                newest.put(definition.getKey(), definition);
            }
        }
        return newest;
    }

    private boolean isRoot(ProcessDefinition definition) {
        return kept(names, definition.getDeploymentId(), this::nameOf).equals(definition.getKey());
    }

    private String nameOf(String deploymentId) {
        var deployment =
                repository.createDeploymentQuery().deploymentId(deploymentId).singleResult();
        boolean ours = deployment != null && SOURCE.equals(deployment.getSource());
        return ours ? String.valueOf(deployment.getName()) : "";
    }

    private Place place(String processDefinitionId) {
        return kept(byDefinition, processDefinitionId, id -> {
            ProcessDefinition definition = repository.getProcessDefinition(id);
            return new Place(definition.getDeploymentId(), definition.getKey());
        });
    }

    private LifeEvent deployment(String deploymentId) {
        return kept(byDeployment, deploymentId, this::readBack);
    }

    private Optional<LifeEvent> readable(String deploymentId) {
        if (unreadable.contains(deploymentId)) {
            return Optional.empty();
        }
        try {
            return Optional.of(deployment(deploymentId));
        } catch (NoLifeEvent foreign) {
            if (unreadable.add(deploymentId)) {
                LOG.error("{}", foreign.getMessage());
            }
            return Optional.empty();
        }
    }

    // Two may read the same at once. If one waited for the other, who holds a connection would wait for who wants one.
    private static <V> V kept(Map<String, V> known, String id, Function<String, V> read) {
        V value = known.get(id);
        if (value == null) {
            value = read.apply(id);
            known.put(id, value);
        }
        return value;
    }

    private LifeEvent readBack(String deploymentId) {
        var deployment =
                repository.createDeploymentQuery().deploymentId(deploymentId).singleResult();
        var files = new TreeMap<String, byte[]>();
        for (String name : repository.getDeploymentResourceNames(deploymentId)) {
            try (InputStream content = repository.getResourceAsStream(deploymentId, name)) {
                files.put(name, content.readAllBytes());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        // What was deployed had passed the checks of its day; stricter checks of today must not take it from those who
        // use it.
        var findings = new Findings();
        LifeEvent read = Reading.of(new ModelFolder(deployment.getName(), files), findings)
                .lifeEvent();
        if (read == null) {
            throw new NoLifeEvent(
                    "The deployed life event " + deployment.getName() + " cannot be read back: " + findings.all());
        }
        int version = repository
                .createProcessDefinitionQuery()
                .deploymentId(deploymentId)
                .processDefinitionKey(deployment.getName())
                .singleResult()
                .getVersion();
        return read.deployedAs(deploymentId, version);
    }

    private static final class NoLifeEvent extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private NoLifeEvent(String message) {
            super(message);
        }
    }
}
