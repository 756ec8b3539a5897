package org.samspill.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/** What today's model checks say of a deployed version, whatever the checks were when it was deployed. */
@Component
public class ModelReview {

    private final RepositoryService repository;
    private final Map<String, Review> byDeployment = new ConcurrentHashMap<>();

    ModelReview(RepositoryService repository) {
        this.repository = repository;
    }

    /**
     * A version under the eyes of the checks.
     *
     * @param decisions ids of its decision tables
     */
    public record Review(List<Finding> findings, List<String> decisions) {
        public Review {
            findings = List.copyOf(findings);
            decisions = List.copyOf(decisions);
        }
    }

    /** A version never changes, so it is looked at once. */
    public Review of(LifeEvent version) {
        return byDeployment.computeIfAbsent(version.deploymentId(), id -> look(version));
    }

    private Review look(LifeEvent version) {
        var files = new TreeMap<String, byte[]>();
        for (String name : repository.getDeploymentResourceNames(version.deploymentId())) {
            try (InputStream content = repository.getResourceAsStream(version.deploymentId(), name)) {
                files.put(name, content.readAllBytes());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        var folder = new ModelFolder(version.key(), files);
        var decisions = version.reachable().stream()
                .flatMap(process -> process.steps().values().stream())
                .flatMap(step -> Stream.ofNullable(step.decision()))
                .distinct()
                .sorted()
                .toList();
        return new Review(ModelChecks.check(folder), decisions);
    }
}
