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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Asked for with each journey that is counted; there are as many as the mission files have shares. */
    private static final Map<Object, Formula.Selector> SELECTORS = new ConcurrentHashMap<>();

    private MissionFiles() {}

    static List<Mission> read(ModelSource models) {
        return models.files("missions/*.yaml").stream()
                .map(MissionFiles::read)
                .sorted(Comparator.comparing(Mission::key))
                .toList();
    }

    static Mission read(Resource file) {
        try (InputStream in = file.getInputStream()) {
            Mission mission = YAML.readValue(in, Mission.class);
            mission.indicators().forEach((key, indicator) -> check(file, key, indicator.formula(), mission));
            mission.objectives().forEach(objective -> check(file, objective, mission));
            return mission;
        } catch (IOException broken) {
            throw new IllegalStateException(
                    "The mission file " + file.getFilename() + " cannot be read: " + broken.getMessage(), broken);
        }
    }

    private static void check(Resource file, Mission.Objective objective, Mission mission) {
        objective.promises().forEach(promise -> period(file, objective.key(), promise.within()));
        objective.indicators().stream()
                .filter(indicator -> !mission.indicators().containsKey(indicator))
                .forEach(indicator -> {
                    throw wrong(file, objective.key(), "there is no indicator " + indicator);
                });
    }

    private static void period(Resource file, String key, String within) {
        Within.parse(within).orElseThrow(() -> wrong(file, key, within + " is no period"));
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
                    case GAP -> compares(formula, mission);
                };
        if (!whole || formula.measure() != Formula.Measure.GAP && formula.lifeEvent() == null) {
            throw wrong(file, key, "the formula lacks a part that its measure needs");
        }
        if (formula.measure() == Formula.Measure.SHARE) {
            try {
                selector(Objects.requireNonNull(formula.ofWhat()));
            } catch (IllegalArgumentException unknown) {
                throw wrong(file, key, formula.ofWhat() + " names no rows");
            }
            if (formula.with() != null && formula.with().within() != null) {
                period(file, key, formula.with().within());
            }
        }
    }

    /** A gap is taken of an indicator that is computed, and is no gap itself. */
    private static boolean compares(Formula formula, Mission mission) {
        Mission.Indicator other = mission.indicators().get(String.valueOf(formula.ofWhat()));
        return other != null && !other.formula().external() && other.formula().measure() != Formula.Measure.GAP;
    }

    private static IllegalStateException wrong(Resource file, String key, String what) {
        return new IllegalStateException(
                "The mission file " + Objects.requireNonNull(file.getFilename()) + ", " + key + ": " + what);
    }

    /** The selector that the field {@code of} of a share holds. */
    static Formula.Selector selector(Object written) {
        return SELECTORS.computeIfAbsent(written, each -> JSON.convertValue(each, Formula.Selector.class));
    }
}
