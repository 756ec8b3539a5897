package org.samspill.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read stands in the messages files, in both languages, and nowhere else. */
class MessagesTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern ENTITY = Pattern.compile("&[a-z]+;");
    private static final Pattern SPOKEN =
            Pattern.compile("\\s(title|alt|aria-label|placeholder|label)=\"([^\"]*\\p{L}[^\"]*)\"");
    private static final Pattern KEY = Pattern.compile("#\\{([a-zA-Z][\\w.-]*)[}(]");

    static Stream<Path> bokmaal() throws IOException {
        return files(MESSAGES, ".properties").filter(file -> !file.toString().endsWith("_en.properties"));
    }

    static Stream<Path> templates() throws IOException {
        return files(TEMPLATES, ".html");
    }

    @ParameterizedTest
    @MethodSource("bokmaal")
    void bothLanguagesHaveTheSameKeysWithTheSameArguments(Path file) throws IOException {
        Properties nb = read(file);
        Properties en = read(Path.of(file.toString().replace(".properties", "_en.properties")));
        assertThat(new TreeSet<>(en.stringPropertyNames())).isEqualTo(new TreeSet<>(nb.stringPropertyNames()));
        for (String key : nb.stringPropertyNames()) {
            assertThat(nb.getProperty(key)).as("%s in bokmål", key).isNotBlank();
            assertThat(en.getProperty(key)).as("%s in English", key).isNotBlank();
            assertThat(arguments(en.getProperty(key)))
                    .as("arguments of %s", key)
                    .isEqualTo(arguments(nb.getProperty(key)));
        }
    }

    @ParameterizedTest
    @MethodSource("bokmaal")
    void everyKeyBeginsWithItsRoomAndStandsOnce(Path file) throws IOException {
        String room = file.getFileName().toString().replace(".properties", "");
        for (Path each : List.of(file, Path.of(file.toString().replace(".properties", "_en.properties")))) {
            var keys = Files.readAllLines(each).stream()
                    .filter(line -> line.contains("=") && !line.startsWith("#") && !line.startsWith(" "))
                    .map(line -> line.substring(0, line.indexOf('=')).strip())
                    .toList();
            assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.startsWith(room + "."));
        }
    }

    @Test
    void noTextHasAnAsciiApostropheWhichMessageFormatWouldEat() throws IOException {
        var found = new ArrayList<String>();
        for (Path file : files(MESSAGES, ".properties").toList()) {
            read(file).forEach((key, value) -> {
                if (value.toString().contains("'")) {
                    found.add(file.getFileName() + " " + key);
                }
            });
        }
        assertThat(found).as("write ’ instead of '").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noTemplateHasWordsOfItsOwn(Path file) throws IOException {
        String template = COMMENT.matcher(Files.readString(file)).replaceAll("");
        assertThat(words(template)).as("words outside messages in %s", file).isEmpty();
        Matcher spoken = SPOKEN.matcher(template);
        assertThat(spoken.results().map(Object::toString))
                .as("spoken attributes in %s", file)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyMessageThatATemplateNamesExists(Path file) throws IOException {
        var known = new Properties();
        for (Path each : bokmaal().toList()) {
            known.putAll(read(each));
        }
        assertThat(KEY.matcher(COMMENT.matcher(Files.readString(file)).replaceAll(""))
                        .results()
                        .map(found -> found.group(1)))
                .allMatch(known::containsKey, "is a message");
    }

    /** Keys that end in the name of a value; of some there are values that nobody is told. */
    @ParameterizedTest
    @CsvSource({
        "casework.event., journeys.JourneyEvent$Kind, CONSENTED CONSENT_WITHDRAWN EVIDENCE MANDATE_ENDED",
        "casework.event.consent_withdrawn., journeys.ConsentEnd, ",
        "casework.outcome.ended., work.WorkItem$State, ",
        "casework.origin., catalogue.Origin, ",
        "casework.promise., work.Promise$Urgency, ",
        "casework.promise.within., catalogue.Origin, ",
        "casework.service., casework.Standing$State, ",
        "casework.state., work.WorkItem$State, OPEN",
        "casework.why., actors.Actor$FoundBy, ",
        "casework.within., catalogue.Within$Unit, ",
        "missions.state., missions.MissionView$State, ",
        "operations.cause., operations.Incident$Cause, ",
        "operations.result., operations.Incidents$Result, ",
        "operations.retention.end.problem., journeys.EarlyEnd$Answer, DECIDED UNKNOWN",
        "operations.retention.part., privacy.KeptStore$Part, ",
        "operations.retention.why., privacy.HeldBack, ",
        "operations.webhook.state., webhooks.Subscription$State, ",
        "portal.category., catalogue.Category, ",
        "portal.problem.no-mandate., actors.Standing$Why, ",
        "portal.promise.origin., catalogue.Origin, ",
        "portal.standing., actors.Standing$Why, ",
        "portal.within., catalogue.Within$Unit, ",
        "studio.origin., catalogue.Origin, ",
        "studio.sector., actors.Sector, ",
        "studio.within., catalogue.Within$Unit, "
    })
    void everyValueHasItsWords(String prefix, String type, @Nullable String untold) throws Exception {
        var known = new Properties();
        for (Path each : bokmaal().toList()) {
            known.putAll(read(each));
        }
        List<String> without = untold == null ? List.of() : List.of(untold.split(" "));
        assertThat(Class.forName("org.samspill." + type).getEnumConstants())
                .extracting(Object::toString)
                .filteredOn(value -> !without.contains(value))
                .isNotEmpty()
                .map(value -> value.toLowerCase(Locale.ROOT))
                .allMatch(
                        value -> known.containsKey(prefix + value)
                                || known.containsKey(prefix + value.replace('_', '-')),
                        "has words");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noTemplateHasStylesOrScriptsInline(Path file) throws IOException {
        assertThat(Files.readString(file))
                .doesNotContainPattern("(?i)\\sstyle=|th:style|<style|\\son[a-z]+=|<script(?![^>]*src)");
    }

    @Test
    void wordsOutsideMessagesAreFound() {
        assertThat(words("<p th:text=\"#{a.b}\"></p> <p>Hei på deg</p>")).containsExactly("Hei på deg");
        assertThat(words("<kbd aria-hidden=\"true\">?</kbd> &nbsp; – 1")).isEmpty();
    }

    private static List<String> words(String template) {
        String text = ENTITY.matcher(TAG.matcher(template).replaceAll("\n")).replaceAll(" ");
        return text.lines()
                .map(String::strip)
                .filter(line -> line.codePoints().anyMatch(Character::isLetter))
                .toList();
    }

    private static List<String> arguments(String text) {
        return Pattern.compile("\\{\\d")
                .matcher(text)
                .results()
                .map(found -> found.group())
                .distinct()
                .sorted()
                .toList();
    }

    private static Properties read(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = new StringReader(Files.readString(file))) {
            properties.load(reader);
        }
        return properties;
    }

    private static Stream<Path> files(Path folder, String end) throws IOException {
        if (!Files.exists(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList().stream();
        }
    }
}
