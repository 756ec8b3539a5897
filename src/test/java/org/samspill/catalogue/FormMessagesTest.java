package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What forms say: the same in both languages, and nothing that the code asks for is missing. */
class FormMessagesTest {

    private static final Pattern FAULT = Pattern.compile("faults\\.(?:error|warning)\\([^;]*?\"([a-z-]+)\"");
    private static final Pattern PROBLEM =
            Pattern.compile("(?:FieldReading\\.wrong|FormProblem\\.of)\\((?:field\\.name\\(\\), )?\"([a-z-]+)\"");

    private static Properties messages(String file) throws IOException {
        Properties messages = new Properties();
        try (var stream = FormMessagesTest.class.getResourceAsStream("/messages/" + file);
                var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        return messages;
    }

    @Test
    void bothLanguagesSayTheSameWithTheSameArguments() throws IOException {
        Properties nb = messages("forms.properties");
        Properties en = messages("forms_en.properties");
        assertThat(en.keySet()).isEqualTo(nb.keySet());
        nb.forEach((key, text) -> {
            assertThat(arguments((String) text)).as("%s", key).isEqualTo(arguments((String) en.get(key)));
            assertThat((String) text + en.get(key)).as("%s", key).doesNotContain("'");
        });
    }

    @Test
    void everyProblemAndFaultInTheCodeHasWords() throws IOException {
        Properties nb = messages("forms.properties");
        TreeSet<String> asked = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/org/samspill/catalogue"))) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches("(Form|Field).*\\.java"))
                    .toList()) {
                String code = Files.readString(file);
                FAULT.matcher(code).results().forEach(found -> asked.add("forms.fault." + found.group(1) + ".what"));
                PROBLEM.matcher(code).results().forEach(found -> asked.add("forms.problem." + found.group(1)));
            }
        }
        for (DataType type : DataType.values()) {
            asked.add("forms.problem." + type.key());
        }
        assertThat(asked).hasSizeGreaterThan(50);
        assertThat(nb.stringPropertyNames()).containsAll(asked);
    }

    private static int arguments(String text) {
        return new MessageFormat(text).getFormatsByArgumentIndex().length;
    }
}
