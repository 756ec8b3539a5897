package org.samspill.engine;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.variable.serializer.TypedValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.VariableSerializers;
import org.camunda.spin.DataFormats;
import org.camunda.spin.impl.json.jackson.format.JacksonJsonDataFormat;
import org.camunda.spin.plugin.impl.SpinObjectValueSerializer;
import org.springframework.stereotype.Component;

/**
 * Reads lists without looking for a class of the name {@code java.util.ArrayList<java.lang.String>}, which there cannot be: the stock serializer searches the
 * whole class path for it each time a list is read, an eighth of what a case costs the processor. What is written, and which types may be read, stays as it is.
 */
@Component
class ListTypes extends AbstractProcessEnginePlugin {

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        VariableSerializers all =
                ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getVariableSerializers();
        var ours = new Serializer((JacksonJsonDataFormat) (Object) DataFormats.json());
        TypedValueSerializer<?> stock = all.getSerializerByName(ours.getName());
        int place = all.getSerializerIndex(stock);
        all.removeSerializer(stock);
        all.addSerializer(ours, place);
    }

    private static final class Serializer extends SpinObjectValueSerializer {

        private final JacksonJsonDataFormat json;

        Serializer(JacksonJsonDataFormat json) {
            super("spin://" + json.getName(), json);
            this.json = json;
        }

        @Override
        protected Object deserializeFromByteArray(byte[] bytes, String type) throws Exception {
            if (type.indexOf('<') < 0) {
                return super.deserializeFromByteArray(bytes, type);
            }
            ProcessEngineConfigurationImpl engine = Context.getProcessEngineConfiguration();
            try (Reader text = new InputStreamReader(new ByteArrayInputStream(bytes), engine.getDefaultCharset())) {
                return json.getMapper()
                        .mapInternalToJava(
                                json.getReader().readInput(text),
                                json.constructJavaTypeFromCanonicalString(type),
                                getValidator(engine));
            }
        }
    }
}
