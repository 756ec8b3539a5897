package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.samspill.Attack;
import org.samspill.Attacks;

/**
 * The models of some sixty other tools, and models cut short and with bytes flipped by the thousand: the checks answer each with findings in words that
 * name the place, never with an exception, and in under two seconds.
 */
@Attack(Attacks.F19)
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignModelsTest {

    private static final int FLIPPED = 5_000;
    private static final int EACH_KILOBYTE = 1_000;
    private static final Duration AT_MOST = Duration.ofSeconds(2);
    private static final ModelFolder SMALL = Models.lostKey();

    private final AtomicLong slowest = new AtomicLong();
    private final List<String> told = new ArrayList<>();
    private Map<String, byte[]> foreign = Map.of();
    private Map<String, byte[]> shipped = Map.of();

    private record Model(String name, byte[] content) {}

    @BeforeAll
    void read() throws IOException {
        foreign = new TreeMap<>();
        try (InputStream file = ForeignModelsTest.class.getResourceAsStream("/miwg/models.tar.xz");
                var archive = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(file)))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                foreign.put(entry.getName(), archive.readAllBytes());
            }
        }
        shipped = new TreeMap<>();
        for (ModelFolder folder : ModelFolder.in(Path.of("bpmn"))) {
            folder.files().forEach((file, content) -> {
                if (file.endsWith(".bpmn") || file.endsWith(".dmn")) {
                    shipped.put(file, content);
                }
            });
        }
        ModelChecks.check(SMALL); // the first check of a program reads classes and texts as well
    }

    @AfterAll
    void tell() {
        Attacks.F19.measured("%s; slowest %d ms", String.join(", ", told), slowest.get());
    }

    @Test
    void whatOtherToolsHaveDrawnIsRefusedInWords() {
        assertThat(foreign).hasSize(831);
        checked(
                "831 of other tools",
                foreign.entrySet().stream().map(each -> new Model(each.getKey(), each.getValue())));
    }

    @Test
    void aModelCutAtAnyKilobyteIsRefused() {
        Stream<Map.Entry<String, byte[]>> whole = Stream.concat(
                shipped.entrySet().stream(),
                foreign.entrySet().stream().filter(each -> each.getKey().startsWith("Reference/")));
        List<Model> cut = whole.flatMap(each -> Stream.iterate(
                                0, length -> length < each.getValue().length - 1, length -> length + EACH_KILOBYTE)
                        .map(length -> new Model(each.getKey(), Arrays.copyOf(each.getValue(), length))))
                .toList();
        long refused = checked(cut.size() + " cut short", cut.stream());
        assertThat(refused).isEqualTo(cut.size());
    }

    @Test
    void aModelWithFlippedBytesIsRefusedOrHarmless() {
        List<Map.Entry<String, byte[]>> whole = List.copyOf(shipped.entrySet());
        Stream<Model> flipped = new Random(20261124).longs(FLIPPED).mapToObj(seed -> {
            var random = new Random(seed);
            Map.Entry<String, byte[]> one = whole.get(random.nextInt(whole.size()));
            byte[] content = one.getValue().clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return new Model(one.getKey(), content);
        });
        checked(FLIPPED + " with flipped bytes", flipped);
    }

    /** How many were refused. */
    private long checked(String what, Stream<Model> models) {
        long refused = models.parallel().filter(this::refused).count();
        told.add(what + " (" + refused + " refused)");
        return refused;
    }

    /**
     * By itself, and beside the small life event when nothing is wrong with the file alone. The time is the processor's own, so that a busy machine fails
     * nobody.
     */
    private boolean refused(Model model) {
        String file = "life-events/lost-key/other" + (model.name().endsWith(".dmn") ? ".dmn" : ".bpmn");
        List<Finding> alone = check(model, new ModelFolder(SMALL.key(), new TreeMap<>(Map.of(file, model.content()))));
        if (alone.stream().anyMatch(finding -> finding.error() && finding.file().equals(file))) {
            return true;
        }
        return check(model, SMALL.with(file, model.content())).stream().anyMatch(Finding::error);
    }

    private List<Finding> check(Model model, ModelFolder folder) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        List<Finding> findings = ModelChecks.check(folder);
        Duration took = Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        slowest.accumulateAndGet(took.toMillis(), Math::max);
        assertThat(took).as(model.name()).isLessThan(AT_MOST);
        for (Finding finding : findings) {
            assertThat(finding.what().nb()).as(model.name()).isNotBlank();
            assertThat(finding.mend().en()).as(model.name()).isNotBlank();
            assertThat(finding.code().equals("xml-broken") && finding.line() == 0)
                    .as("%s: %s", model.name(), finding.what())
                    .isFalse();
        }
        return findings;
    }
}
