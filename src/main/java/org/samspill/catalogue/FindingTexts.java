package org.samspill.catalogue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.samspill.actors.Text;

/** The words of findings in both languages, from the message files of the catalogue and of forms; {0}, {1} ... stand for the arguments. */
final class FindingTexts {

    private static final Properties NB = load("/messages/catalogue.properties", "/messages/forms.properties");
    private static final Properties EN = load("/messages/catalogue_en.properties", "/messages/forms_en.properties");

    private FindingTexts() {}

    static Text of(String key, Object... arguments) {
        return new Text(fill(NB, key, arguments), fill(EN, key, arguments));
    }

    private static String fill(Properties texts, String key, Object... arguments) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("No text for " + key);
        }
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
        }
        return text;
    }

    private static Properties load(String... resources) {
        var texts = new Properties();
        for (String resource : resources) {
            try (var stream = Objects.requireNonNull(FindingTexts.class.getResourceAsStream(resource), resource);
                    var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                texts.load(reader);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return texts;
    }
}
