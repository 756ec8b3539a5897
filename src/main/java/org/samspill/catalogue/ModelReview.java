package org.samspill.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;

/** What today's model checks say of a deployed version, whatever the checks were when it was deployed. */
@Component
public class ModelReview {

    private static final String RATES = "rates.";

    private final RepositoryService repository;
    private final Map<String, Review> byDeployment = new ConcurrentHashMap<>();

    ModelReview(RepositoryService repository) {
        this.repository = repository;
    }

    /**
     * A version under the eyes of the checks.
     *
     * @param decisions ids of its decision tables
     * @param rates keys of the rates that those tables read
     */
    public record Review(List<Finding> findings, List<String> decisions, Set<String> rates) {
        public Review {
            findings = List.copyOf(findings);
            decisions = List.copyOf(decisions);
            rates = Set.copyOf(rates);
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
        return new Review(ModelChecks.check(folder), decisions, rates(files, decisions));
    }

    /** Every version carries all rates; its own are those that its tables name, tables that stand in the same file for them included. */
    private static Set<String> rates(Map<String, byte[]> files, List<String> decisions) {
        var rates = new TreeSet<String>();
        files.forEach((file, content) -> {
            Document document = file.endsWith(".dmn") ? XmlGate.admit(file, content, new Findings()) : null;
            if (document != null) {
                List<Decision> tables =
                        DecisionFile.read(file, document.getDocumentElement()).decisions();
                if (tables.stream().anyMatch(table -> decisions.contains(table.id()))) {
                    tables.stream()
                            .flatMap(table -> table.inputs().stream())
                            .filter(name -> name.startsWith(RATES))
                            .forEach(name -> rates.add(name.substring(RATES.length())));
                }
            }
        });
        return rates;
    }
}
