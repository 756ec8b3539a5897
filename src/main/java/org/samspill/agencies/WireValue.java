package org.samspill.agencies;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A typed value as it travels in the external-task protocol. */
@Schema(description = "A typed value")
record WireValue(
        @Schema(
                description =
                        "String, Integer, Long, Short, Double, Boolean, Date, Json or Null; upper and lower case are one",
                example = "String")
        @Nullable
        String type,

        @Schema(
                description = "The value; a Date as yyyy-MM-dd'T'HH:mm:ss.SSSZ, Json as a text that is JSON",
                type = "object",
                example = "granted")
        @Nullable
        JsonNode value,

        @Schema(description = "Not used; may be left out") @Nullable
        Map<String, Object> valueInfo) {

    @JsonCreator
    WireValue(
            @JsonProperty("type") @Nullable String type,
            @JsonProperty("value") @Nullable JsonNode value,
            @JsonProperty("valueInfo") @Nullable Map<String, Object> valueInfo) {
        this.type = type;
        this.value = value;
        this.valueInfo = valueInfo;
    }
}
