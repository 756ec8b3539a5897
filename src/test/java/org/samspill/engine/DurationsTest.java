package org.samspill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.calendar.DurationBusinessCalendar;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    private static final Date LEAP_DAY = Date.from(Instant.parse("2028-02-29T23:30:00Z"));

    private final DurationBusinessCalendar ours = new Durations();
    private final DurationBusinessCalendar camundas = new DurationBusinessCalendar();

    @AfterEach
    void theClockGoesOn() {
        ClockUtil.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P90D",
                "PT0S",
                "PT1.5S",
                "P1Y",
                "P1M",
                "P1Y2M10DT2H30M",
                "P2W",
                "P1D/2028-05-01T00:00:00",
                "2028-03-01T00:00:00/P2D",
                "R2/PT1H"
            })
    void aWaitEndsWhenCamundaSaysSo(String duration) {
        ClockUtil.setCurrentTime(LEAP_DAY);
        assertThat(ours.resolveDuedate(duration)).isEqualTo(camundas.resolveDuedate(duration));
        assertThat(ours.resolveDuedate(duration, LEAP_DAY)).isEqualTo(camundas.resolveDuedate(duration, LEAP_DAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "PT", "P1X", "90 days", "-P1D", ""})
    void whatIsNoDurationIsRefused(String nonsense) {
        assertThatThrownBy(() -> ours.resolveDuedate(nonsense, LEAP_DAY))
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining(nonsense);
    }
}
