package org.samspill.scenarios;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.samspill.catalogue.Feel;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The shipped decision tables on a decision engine of their own, with the rates in force; notes which rules matched. */
final class DecisionTables {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final Set<String> matched = new HashSet<>();
    private final DmnEngine engine;

    DecisionTables() {
        DefaultDmnEngineConfiguration configuration =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        var types = configuration.getTransformer().getDataTypeTransformerRegistry();
        types.addTransformer("date", Variables::untypedValue);
        types.addTransformer("number", Variables::untypedValue);
        configuration.setCustomPostDecisionTableEvaluationListeners(List.of(event -> event.getMatchingRules().stream()
                .map(DmnEvaluatedDecisionRule::getId)
                .forEach(matched::add)));
        this.engine = configuration.buildEngine();
    }

    DmnDecisionRuleResult decide(String key, Map<String, Object> facts) {
        Map<String, Object> all = new HashMap<>(facts);
        all.put("today", TODAY);
        for (Resource file : find("classpath*:bpmn/rates/*.yaml")) {
            String name = String.valueOf(file.getFilename()).replace(".yaml", "");
            all.put("rates." + name, rate(name));
        }
        try (InputStream dmn = find("classpath*:bpmn/life-events/*/" + key + ".dmn")[0].getInputStream()) {
            return engine.evaluateDecisionTable(engine.parseDecision(key, dmn), Feel.nested(all))
                    .getSingleResult();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The ids of all rules that have matched so far. */
    Set<String> matched() {
        return Set.copyOf(matched);
    }

    /** The newest row of a rate; the shipped files hold none of the future. */
    static BigDecimal rate(String name) {
        try (InputStream in = find("classpath*:bpmn/rates/" + name + ".yaml")[0].getInputStream()) {
            var rows = YAML.readTree(in).get("rows");
            return rows.get(rows.size() - 1).get("value").decimalValue();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Resource[] find(String pattern) {
        try {
            return new PathMatchingResourcePatternResolver().getResources(pattern);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
