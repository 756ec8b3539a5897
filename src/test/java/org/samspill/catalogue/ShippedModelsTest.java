package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every life event that is shipped passes every model check; what only informs is printed. */
class ShippedModelsTest {

    @TestFactory
    Stream<DynamicTest> everyShippedLifeEventPasses() throws IOException {
        List<ModelFolder> folders = ModelFolder.in(Path.of("bpmn"));
        assertThat(folders).extracting(ModelFolder::key).contains("seriously-ill-child", "voluntary-organisation");
        return folders.stream()
                .map(folder -> DynamicTest.dynamicTest(folder.key(), () -> {
                    List<Finding> findings = ModelChecks.check(folder);
                    findings.stream()
                            .filter(finding -> !finding.error())
                            .map(finding -> finding.inWords(Locale.ENGLISH))
                            .forEach(System.out::println);
                    assertThat(findings.stream().filter(Finding::error).map(finding -> finding.inWords(Locale.ENGLISH)))
                            .isEmpty();
                }));
    }
}
