package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every life event that is shipped passes every model check, those that only inform as well. */
class ShippedModelsTest {

    @TestFactory
    Stream<DynamicTest> everyShippedLifeEventPasses() throws IOException {
        List<ModelFolder> folders = ModelFolder.in(Path.of("bpmn"));
        assertThat(folders).extracting(ModelFolder::key).contains("seriously-ill-child", "voluntary-organisation");
        return folders.stream()
                .map(folder -> DynamicTest.dynamicTest(folder.key(), () -> {
                    Stream<String> findings =
                            ModelChecks.check(folder).stream().map(finding -> finding.inWords(Locale.ENGLISH));
                    assertThat(findings).isEmpty();
                }));
    }
}
