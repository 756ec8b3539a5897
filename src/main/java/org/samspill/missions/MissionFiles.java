package org.samspill.missions;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.samspill.catalogue.ModelSource;
import org.samspill.catalogue.Within;
import org.springframework.core.io.Resource;

/** Reads {@code bpmn/missions/*.yaml}. A file with an unknown word, a missing part or a formula that cannot be computed stops the start with its name. */
final class MissionFiles {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private MissionFiles() {}

    static List<Mission> read(ModelSource models) {
        return models.files("missions/*.yaml").stream()
                .map(MissionFiles::read)
                .sorted(Comparator.comparing(Mission::key))
                .toList();
    }

    private static Mission read(Resource file) {
        try (InputStream in = file.getInputStream()) {
            Mission mission = YAML.readValue(in, Mission.class);
            mission.indicators().forEach((key, indicator) -> check(file, key, indicator.formula(), mission));
            mission.objectives()
                    .forEach(objective -> objective.promises().forEach(promise -> Within.parse(promise.within())
                            .orElseThrow(() -> wrong(file, objective.key(), promise.within() + " is no period"))));
            return mission;
        } catch (IOException broken) {
            throw new IllegalStateException(
                    "The mission file " + file.getFilename() + " cannot be read: " + broken.getMessage(), broken);
        }
    }

    private static void check(Resource file, String key, Formula formula, Mission mission) {
        if (formula.external()) {
            return;
        }
        if (formula.measure() == null) {
            throw wrong(file, key, "a formula is external or has a measure");
        }
        boolean whole =
                switch (formula.measure()) {
                    case DURATION -> formula.from() != null && formula.to() != null && formula.aggregate() != null;
                    case SHARE -> formula.ofWhat() != null && formula.with() != null;
                    case RATIO -> formula.numerator() != null && formula.denominator() != null;
                    case MEAN -> formula.count() != null;
                    case GAP ->
                        formula.ofWhat() instanceof String other
                                && mission.indicators().containsKey(other);
                };
        if (!whole || formula.measure() != Formula.Measure.GAP && formula.lifeEvent() == null) {
            throw wrong(file, key, "the formula lacks a part that its measure needs");
        }
    }

    private static IllegalStateException wrong(Resource file, String key, String what) {
        return new IllegalStateException(
                "The mission file " + Objects.requireNonNull(file.getFilename()) + ", " + key + ": " + what);
    }

    /** The selector that the field {@code of} of a share holds. */
    static Formula.Selector selector(Object written) {
        return JsonMapper.builder().build().convertValue(written, Formula.Selector.class);
    }
}
