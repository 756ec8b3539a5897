package org.samspill.missions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ByteArrayResource;

/** A mission file that cannot be computed stops the start, with the file and the place in words. */
class MissionFilesTest {

    private static final String WHOLE = """
            mission: reach
            title: {nb: Nå frem, en: Reach}
            statement: {nb: Alle når frem, en: All reach}
            challenge: {nb: Noen når ikke frem, en: Some do not}
            owner: kud
            coOwners: []
            partners: []
            lifeEvents: [moving]
            startDate: 2026-01-01
            deadline: 2032-12-31
            milestones: []
            objectives:
              - {key: fast, level: outcome, text: {nb: Fort, en: Fast}, indicators: [R-1, R-2], promises: [{lifeEvent: moving, service: a.b.c, within: P3D}]}
            indicators:
              R-1:
                title: {nb: Andel, en: Share}
                unit: {nb: prosent, en: per cent}
                direction: up
                baseline: {date: 2026-01-01, assumed: true}
                target: {value: 90, date: 2032-12-31}
                formula: {measure: share, lifeEvent: moving, of: {process: moving, event: reached}, with: {element: End_There, within: P7D}}
              R-2:
                title: {nb: Forskjell, en: Gap}
                unit: {nb: ganger, en: times}
                direction: down
                baseline: {date: 2026-01-01, assumed: true}
                target: {value: 2, date: 2032-12-31}
                formula: {measure: gap, of: R-1, by: municipality}
            """;

    @Test
    void aWholeFileIsRead() {
        Mission mission = read(WHOLE);
        assertThat(mission.indicators()).containsOnlyKeys("R-1", "R-2");
        assertThat(mission.objectiveOf("R-2")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            measure: share           | measure: guess          | guess
            lifeEvent: moving, of    | of                      | R-1: the formula lacks a part
            with: {element: End_There, within: P7D} | until: {element: End_There} | R-1: the formula lacks a part
            of: {process: moving     | of: {proces: moving     | R-1: {proces=moving
            within: P7D              | within: a week          | R-1: a week is no period
            within: P3D              | within: soon            | fast: soon is no period
            of: R-1                  | of: R-7                 | R-2: the formula lacks a part
            of: R-1                  | of: R-2                 | R-2: the formula lacks a part
            indicators: [R-1, R-2]   | indicators: [R-1, R-9]  | fast: there is no indicator R-9
            owner: kud               | ownr: kud               | ownr
            """)
    void aBrokenFileIsNamedWithItsPlace(String whole, String broken, String words) {
        assertThat(WHOLE).contains(whole);
        assertThatThrownBy(() -> read(WHOLE.replace(whole, broken)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reach.yaml")
                .hasMessageContaining(words);
    }

    private static Mission read(String text) {
        return MissionFiles.read(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return "reach.yaml";
            }
        });
    }
}
