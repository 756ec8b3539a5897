package org.samspill.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.variable.Variables.SerializationDataFormats;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Every setting of the engine that differs from Camunda's default, with its reason. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class EngineSettings extends AbstractProcessEnginePlugin {

    private final Turn turn;

    EngineSettings(Turn turn) {
        this.turn = turn;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        // A model must never reach code: no beans, no engine objects, no functions (see DataExpressions).
        engine.setExpressionManager(new DataExpressions());
        engine.setBeans(Map.of());
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(false);
        engine.setEnableScriptEngineLoadExternalResources(false);
        engine.setEnableXxeProcessing(false);
        var none = new NoCode();
        engine.setArtifactFactory(none);
        engine.setScriptEngineResolver(none);

        // A model that has got past the gate is still not read when it would run code, and not run when it would not
        // come to rest.
        engine.setCustomPreDeployers(List.of(new FileWall()));
        engine.setBpmnParseFactory(ModelWall::new);
        List<SessionFactory> sessions = new ArrayList<>(Unasked.sessions());
        sessions.add(new StepBudget.Factory());
        engine.setCustomSessionFactories(sessions);
        engine.setBusinessCalendarManager(SlowCycles.calendars());
        var decisions = (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        decisions.setFeelEngineFactory(new FeelWall());
        engine.setDmnEngineConfiguration(decisions);

        // A variable must never become an object of a class that somebody else names; lists of ids are the only
        // objects.
        engine.setJavaSerializationFormatEnabled(false);
        engine.setDefaultSerializationFormat(SerializationDataFormats.JSON.getName());
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setDeserializationAllowedClasses("java.util.ArrayList,java.lang.String");
        engine.setDeserializationAllowedPackages("");

        // An error that no boundary event catches would end a child's journey without a word.
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);

        // The journey log is the one log; it is written in the step's own transaction (docs/adr).
        engine.setHistory(ProcessEngineConfiguration.HISTORY_NONE);
        // Counted in memory for EngineCounters; never written.
        engine.setMetricsEnabled(true);
        engine.setTaskMetricsEnabled(false);
        engine.setDbMetricsReporterActivate(false);

        // Access is decided in our own rows and at our own doors; engine authorizations cost a quarter of the
        // throughput.
        engine.setAuthorizationEnabled(false);
        engine.setCmmnEnabled(false);
        engine.setQueryMaxResultsLimit(1000);

        engine.setFailedJobRetryTimeCycle("PT10S,PT1M,PT10M,PT1H");
        engine.setDefaultNumberOfRetries(5);
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        // Here, since the starter sets its own before.
        engine.setFailedJobCommandFactory(JobTurns.Retry::new);
        oneMakesTheTables(engine);
    }

    /** Of nodes that start at once on an empty database one makes the engine's tables; the turn lasts until they are committed. */
    private void oneMakesTheTables(ProcessEngineConfigurationImpl engine) {
        CommandExecutor tables = engine.getCommandExecutorSchemaOperations();
        engine.setCommandExecutorSchemaOperations(new CommandExecutor() {
            @Override
            public <T> T execute(Command<T> command) {
                return turn.take(() -> {
                    T made = tables.execute(command);
                    EngineTables.fit(engine.getDataSource());
                    return made;
                });
            }
        });
    }
}
