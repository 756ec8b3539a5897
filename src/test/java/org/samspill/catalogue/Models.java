package org.samspill.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The small complete life event that tests of models start from. */
final class Models {

    static final String BPMN = "life-events/lost-key/lost-key.bpmn";
    static final String DMN = "life-events/lost-key/lost-key-payer.dmn";
    static final String FORM = "life-events/lost-key/accept-cost.form";
    static final String YAML = "life-events/lost-key/life-event.yaml";
    static final String BLOCK = "blocks/replace-lock.bpmn";

    /** In the program the shipped blocks' dictionary stands beside the folder; alone it needs the one datum that it takes from there. */
    private static final String WORDS = "blocks/words.yaml";

    private static final String SHIPPED_WORDS =
            "data:\n  refusal.message: {title: {nb: I ord, en: In words}, type: text, category: ordinary, retention: P1Y}\n";

    private Models() {}

    static ModelFolder lostKey() {
        try {
            return ModelFolder.in(Path.of("src/test/resources/bpmn"))
                    .get(0)
                    .with(WORDS, SHIPPED_WORDS.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String text(ModelFolder folder, String file) {
        return new String(folder.files().get(file), StandardCharsets.UTF_8);
    }

    /** The folder with one passage of one file replaced; the passage must be there. */
    static ModelFolder edited(ModelFolder folder, String file, String passage, String by) {
        String before = text(folder, file);
        if (!before.contains(passage)) {
            throw new IllegalArgumentException(file + " does not hold: " + passage);
        }
        return folder.with(file, before.replace(passage, by).getBytes(StandardCharsets.UTF_8));
    }
}
