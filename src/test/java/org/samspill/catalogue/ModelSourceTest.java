package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of one's own replaces everything under {@code bpmn/}. */
class ModelSourceTest {

    @TempDir
    private Path folder;

    @Test
    void aFolderReplacesLifeEventsScenariosAndMissionsAlike() throws IOException {
        ModelSource small = new ModelSource("src/test/resources/bpmn");
        ModelSource shipped = new ModelSource("bpmn");

        assertThat(small.folders())
                .extracting(ModelFolder::key)
                .containsExactly("lost-key", "shared-garden", "three-branches");
        assertThat(small.files("life-events/*/scenarios/*.yaml"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file.getURL().toString()).contains("/lost-key/"));
        assertThat(small.files("missions/*.yaml")).isEmpty();
        assertThat(shipped.files("missions/*.yaml")).hasSizeGreaterThan(1);
        assertThat(shipped.files("life-events/*/scenarios/*.yaml"))
                .isNotEmpty()
                .noneSatisfy(file -> assertThat(file.getURL().toString()).contains("/lost-key/"));
    }

    @Test
    void withoutAFolderItIsWhatTheProgramCarries() throws IOException {
        ModelSource own = new ModelSource(" ");

        assertThat(own.folders()).extracting(ModelFolder::key).contains("seriously-ill-child", "lost-key");
        assertThat(own.files("missions/*.yaml")).hasSizeGreaterThan(1);
        assertThat(own.files("life-events/no-such/scenarios/answers.yaml")).isEmpty();
    }

    @Test
    void namesWithSpacesAndOtherLettersAreFound() throws IOException {
        Path own = Files.createDirectories(folder.resolve("våre modeller [1]/missions"));
        Files.writeString(own.resolve("ours.yaml"), "key: ours");

        assertThat(new ModelSource(own.getParent().toString()).files("missions/*.yaml"))
                .hasSize(1);
    }

    @Test
    void aFolderThatIsNotThereStopsTheStartInWords() {
        ModelSource nowhere = new ModelSource(folder.resolve("nowhere").toString());

        assertThatThrownBy(nowhere::folders).isInstanceOf(ModelsRefused.class).hasMessageContaining("nowhere");
        assertThat(nowhere.files("missions/*.yaml")).isEmpty();
    }
}
