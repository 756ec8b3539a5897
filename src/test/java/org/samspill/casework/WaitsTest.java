package org.samspill.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which of the things that a journey waits for are told at once. */
class WaitsTest {

    @Test
    void theMostPressingAndTheReadersOwnAreToldAtOnce() {
        JourneyView.Waits waits = JourneyView.Waits.of(List.of(
                others("first"), own("second"), others("third"), others("fourth"), own("fifth"), others("sixth")));
        assertThat(words(waits.pressing())).containsExactly("first", "second", "third", "fifth");
        assertThat(words(waits.others())).containsExactly("fourth", "sixth");
    }

    @Test
    void fewAreAllToldAtOnce() {
        assertThat(JourneyView.Waits.of(List.of(others("one"), others("two"), others("three")))
                        .others())
                .isEmpty();
        assertThat(JourneyView.Waits.of(List.of()).pressing()).isEmpty();
    }

    private static Stream<String> words(List<JourneyView.Wait> waits) {
        return waits.stream().map(JourneyView.Wait::words);
    }

    private static JourneyView.Wait own(String words) {
        return new JourneyView.Wait(words, null, "", "item");
    }

    private static JourneyView.Wait others(String words) {
        return new JourneyView.Wait(words, null, "", null);
    }
}
