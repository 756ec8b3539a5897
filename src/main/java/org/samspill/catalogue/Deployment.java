package org.samspill.catalogue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Resource;
import org.samspill.engine.Turn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/**
 * The gate through which a life event reaches the engine: nothing is deployed that has an error, and a folder becomes one deployment that never changes.
 * When this bean is ready, the shipped life events are deployed; a bean that needs them takes this one as a constructor argument.
 */
@Component
@DependsOnDatabaseInitialization
public class Deployment implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

    private final RepositoryService repository;
    private final ModelSource models;
    private final Turn turn;

    Deployment(RepositoryService repository, ModelSource models, Turn turn) {
        this.repository = repository;
        this.models = models;
        this.turn = turn;
    }

    @Override
    public void afterPropertiesSet() throws IOException {
        List<ModelFolder> folders = models.folders();
        turn.take(() -> deployAll(folders));
    }

    /** Deploys the folders if all of them pass; an unchanged one stays the version it is, which keeps a restart short. */
    void deployAll(List<ModelFolder> folders) {
        var refused = new ArrayList<Finding>();
        List<ModelFolder> changed =
                folders.stream().filter(folder -> !inForce(folder)).toList();
        for (ModelFolder folder : changed) {
            ModelChecks.check(folder).stream()
                    .filter(finding -> finding.error() && !refused.contains(finding))
                    .forEach(refused::add);
        }
        if (!refused.isEmpty()) {
            throw new ModelsRefused(refused);
        }
        changed.forEach(this::put);
    }

    /**
     * Checks a folder and, when it has no error, makes it the version in force; journeys that run keep theirs.
     *
     * @return every finding; with an error among them nothing was deployed
     */
    public List<Finding> deploy(ModelFolder folder) {
        List<Finding> findings = ModelChecks.check(folder);
        if (findings.stream().noneMatch(Finding::error)) {
            put(folder);
        }
        return findings;
    }

    /** True when the version in force was made of the same files, which therefore have passed. */
    private boolean inForce(ModelFolder folder) {
        var newest = repository
                .createDeploymentQuery()
                .deploymentName(folder.key())
                .deploymentSource(LifeEvents.SOURCE)
                .orderByDeploymentTime()
                .desc()
                .listPage(0, 1);
        if (newest.isEmpty()) {
            return false;
        }
        Map<String, byte[]> deployed = repository
                .getDeploymentResources(newest.get(0).getId())
                .stream()
                .collect(Collectors.toMap(Resource::getName, Resource::getBytes));
        return deployed.keySet().equals(folder.files().keySet())
                && deployed.entrySet().stream()
                        .allMatch(file ->
                                Arrays.equals(file.getValue(), folder.files().get(file.getKey())));
    }

    private void put(ModelFolder folder) {
        var deployment = repository
                .createDeployment()
                .name(folder.key())
                .source(LifeEvents.SOURCE)
                .enableDuplicateFiltering(false);
        folder.files().forEach((name, content) -> deployment.addInputStream(name, new ByteArrayInputStream(content)));
        try {
            var made = deployment.deploy();
            LOG.info("Life event {} is in force (deployment {})", folder.key(), made.getId());
        } catch (ParseException refusedByEngine) {
            throw new ModelsRefused(ofEngine(refusedByEngine));
        } catch (ProcessEngineException refusedByEngine) {
            var findings = new Findings();
            findings.error(folder.own(""), null, "engine-refuses", Words.reason(refusedByEngine));
            throw new ModelsRefused(findings.all());
        }
    }

    /** The checks know the engine well; what only the engine notices is still said in words, with the element. */
    private static List<Finding> ofEngine(ParseException refused) {
        var findings = new Findings();
        refused.getResorceReports().forEach(report -> report.getErrors()
                .forEach(problem -> findings.error(
                        report.getResourceName(),
                        problem.getMainElementId(),
                        "engine-refuses",
                        String.valueOf(problem.getMessage()))));
        return findings.all();
    }
}
