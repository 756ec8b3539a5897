package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.samspill.Attack;
import org.samspill.Attacks;

/** However a diagram is taken apart, the checks answer with findings: never with an exception, and within two seconds. */
@Attack(Attacks.F19)
class BrokenModelsPropertiesTest {

    private static final Duration AT_MOST = Duration.ofSeconds(2);
    private static final Duration HANGS = Duration.ofSeconds(30);
    private static final ModelFolder SMALL = Models.lostKey();
    private static final ModelFolder SHIPPED = shipped();
    private static final List<String> DIAGRAMS = SHIPPED.files().keySet().stream()
            .filter(file -> file.endsWith(".bpmn") || file.endsWith(".dmn"))
            .toList();

    static {
        // The first check of a program reads classes and texts as well.
        ModelChecks.check(SHIPPED);
    }

    private static ModelFolder shipped() {
        try {
            return ModelFolder.in(Path.of("bpmn")).stream()
                    .filter(folder -> folder.key().equals("seriously-ill-child"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A shipped file beside the small life event, which is read in no time; the rest of its own would only be read again and again. */
    private static ModelFolder beside(String name, byte[] content) {
        return SMALL.with("life-events/lost-key" + name.substring(name.lastIndexOf('/')), content);
    }

    @Property(tries = 150)
    void aDiagramTakenApartIsAnswered(
            @ForAll Mutation first, @ForAll Mutation second, @ForAll boolean shipped, @ForAll long seed)
            throws Exception {
        var random = new Random(seed);
        String name = shipped
                ? DIAGRAMS.get(random.nextInt(DIAGRAMS.size()))
                : List.of(Models.BPMN, Models.BLOCK, Models.DMN).get(random.nextInt(3));
        byte[] sound = (shipped ? SHIPPED : SMALL).files().get(name);
        byte[] once = first.of(sound, random);
        byte[] twice = second.of(once, random);
        for (byte[] broken : List.of(once, twice)) {
            inWords(check(shipped ? beside(name, broken) : SMALL.with(name, broken)));
        }
    }

    private static void inWords(List<Finding> findings) {
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.file()).isNotBlank();
            assertThat(finding.what().nb()).isNotBlank();
            assertThat(finding.mend().en()).isNotBlank();
        });
    }

    /** The time is the processor's own, so that a busy machine fails nobody; what hangs is stopped all the same. */
    private static List<Finding> check(ModelFolder folder) {
        return Assertions.assertTimeoutPreemptively(HANGS, () -> {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            List<Finding> findings = ModelChecks.check(folder);
            long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            assertThat(Duration.ofNanos(took)).isLessThan(AT_MOST);
            return findings;
        });
    }
}
