package org.samspill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written about security names tests and pages that exist. */
class SecurityPagesTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)\\)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SECURITY.md",
                "docs/security/asvs.md",
                "docs/security/engine.md",
                "docs/security/threat-model.md"
            })
    void theTestsAndPagesThatItNamesAreThere(String name) throws IOException {
        Path page = Path.of(name);
        String text = Files.readString(page);
        Set<String> tests;
        try (var files = Files.walk(Path.of("src/test/java"))) {
            tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        assertThat(named(TEST, text)).isSubsetOf(tests);
        assertThat(named(LINK, text))
                .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
    }

    private static List<String> named(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
