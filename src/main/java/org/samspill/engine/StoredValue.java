package org.samspill.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.variable.serializer.ValueFields;
import org.jspecify.annotations.Nullable;

/**
 * A datum as the engine keeps it in a row of {@code act_ru_variable} beside its bytes in {@code act_ge_bytearray}, read by the engine's own
 * serializers. So what many processes know can be read in one question, where the engine asks once for each of them and for each list.
 *
 * @param type the engine's name of how it is kept
 */
public record StoredValue(
        String name,
        String type,
        @Nullable String text,
        @Nullable String text2,
        @Nullable Long number,
        @Nullable Double fraction,
        byte @Nullable [] bytes) {

    /** The columns that {@link #read} wants, of a variable {@code v} and its bytes {@code b}. */
    public static final String COLUMNS = "v.name_, v.type_, v.text_, v.text2_, v.long_, v.double_, b.bytes_";

    /** Null for a row without a variable. */
    public static @Nullable StoredValue read(ResultSet row) throws SQLException {
        String name = row.getString("name_");
        return name == null
                ? null
                : new StoredValue(
                        name,
                        row.getString("type_"),
                        row.getString("text_"),
                        row.getString("text2_"),
                        row.getObject("long_", Long.class),
                        row.getObject("double_", Double.class),
                        row.getBytes("bytes_"));
    }

    /** What it stands for; asked within a command of the engine. */
    public @Nullable Object value(ProcessEngineConfigurationImpl engine) {
        return engine.getVariableSerializers()
                .getSerializerByName(type)
                .readValue(new Fields(this), true, false)
                .getValue();
    }

    private record Fields(StoredValue stored) implements ValueFields {

        @Override
        public String getName() {
            return stored.name;
        }

        @Override
        public @Nullable String getTextValue() {
            return stored.text;
        }

        @Override
        public @Nullable String getTextValue2() {
            return stored.text2;
        }

        @Override
        public @Nullable Long getLongValue() {
            return stored.number;
        }

        @Override
        public @Nullable Double getDoubleValue() {
            return stored.fraction;
        }

        @Override
        public byte @Nullable [] getByteArrayValue() {
            return stored.bytes;
        }

        @Override
        public void setTextValue(String value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setTextValue2(String value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setLongValue(Long value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setDoubleValue(Double value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setByteArrayValue(byte[] value) {
            throw new UnsupportedOperationException();
        }
    }
}
