package org.samspill.engine;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.ArtifactFactory;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;
import org.jspecify.annotations.Nullable;

/** There is no script language and no class that a model could have made: what asks for one is told so, also from a corner of the engine that {@link ModelWall} does not know. */
final class NoCode implements ArtifactFactory, ScriptEngineResolver {

    @Override
    public <T> T getArtifact(Class<T> type) {
        throw new ProcessEngineException("A model may not name a class");
    }

    @Override
    public void addScriptEngineFactory(ScriptEngineFactory factory) {}

    @Override
    public ScriptEngineManager getScriptEngineManager() {
        // Over a loader that finds nothing, so that what lies on the class path is not found either.
        return new ScriptEngineManager(ClassLoader.getPlatformClassLoader());
    }

    @Override
    public @Nullable ScriptEngine getScriptEngine(String language, boolean fromCache) {
        return null;
    }
}
