package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** A start that models stop says so in words. */
class ModelsRefusedTest {

    @Test
    void theStartSaysWhichElementOfWhichFileIsAtFaultAndHowToMendIt() {
        List<Finding> findings = ModelChecks.check(Models.lostKey().without(Models.FORM));

        FailureAnalysis said = SpringFactoriesLoader.forDefaultResourceLocation()
                // Spring's own analyzers want a context; only ours is asked here.
                .load(FailureAnalyzer.class, (type, name, failure) -> {})
                .stream()
                .filter(ModelsRefusedAnalyzer.class::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError("The analyzer is not registered in META-INF/spring.factories"))
                .analyze(new IllegalStateException("start", new ModelsRefused(findings)));

        assertThat(said.getDescription())
                .contains("life-events/lost-key/lost-key.bpmn [Task_AcceptCost]", "accept-cost.form")
                .doesNotContain("Exception");
        assertThat(said.getAction()).isNotBlank();
    }
}
