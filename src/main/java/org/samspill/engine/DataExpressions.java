package org.samspill.engine;

import java.beans.FeatureDescriptor;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Iterator;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.jspecify.annotations.Nullable;

/**
 * The second wall around expressions in models (the first is the whitelist of the model checks): an expression can name data of the
 * journey and nothing else. No bean, no engine object, no method, no function can be reached, so reflection has nothing to begin with.
 */
final class DataExpressions extends JuelExpressionManager {

    /** The engine registers functions such as {@code now()}; a model gets none. */
    @Override
    public void addFunction(String name, Method function) {}

    @Override
    protected ELResolver createElResolver() {
        return new DataResolver();
    }

    /** A group of data on the way to a dotted name: the {@code child} of {@code child.age}. Holds names only, never an engine object. */
    private record Group(String prefix) {}

    private static final class DataResolver extends ELResolver {

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            if (!(property instanceof String part)) {
                throw new ELException("An expression may only name data of the journey");
            }
            if (base == null) {
                context.setPropertyResolved(true);
                return read(context, part);
            }
            if (base instanceof Group group) {
                context.setPropertyResolved(true);
                return read(context, group.prefix() + "." + part);
            }
            throw new ELException(
                    "An expression may only name data of the journey; '" + part + "' asks for the inside of a value");
        }

        private @Nullable Object read(ELContext context, String name) {
            if (context.getContext(VariableScope.class) instanceof VariableScope scope) {
                Object value = DataScope.get(scope, name);
                return value != null ? value : DataScope.hasGroup(scope, name) ? new Group(name) : null;
            }
            if (context.getContext(VariableContext.class) instanceof VariableContext variables) {
                return variables.containsVariable(name)
                        ? variables.resolve(name).getValue()
                        : null;
            }
            return null;
        }

        @Override
        public Object invoke(
                ELContext context,
                @Nullable Object base,
                @Nullable Object method,
                Class<?> @Nullable [] types,
                Object @Nullable [] parameters) {
            throw new ELException("An expression may not call methods");
        }

        @Override
        public Class<?> getType(ELContext context, @Nullable Object base, Object property) {
            context.setPropertyResolved(true);
            return Object.class;
        }

        @Override
        public void setValue(ELContext context, @Nullable Object base, Object property, @Nullable Object value) {
            throw new ELException("An expression may not write data");
        }

        @Override
        public boolean isReadOnly(ELContext context, @Nullable Object base, Object property) {
            context.setPropertyResolved(true);
            return true;
        }

        @Override
        public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
            return Collections.emptyIterator();
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
            return String.class;
        }
    }
}
