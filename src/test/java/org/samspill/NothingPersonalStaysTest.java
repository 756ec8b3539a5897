package org.samspill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.samspill.actors.NationalId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * After all other tests: what they have played with is searched for where it may not stand. Identity numbers and planted words in what the program has written to its
 * log, in every column of every table that is not made for people's data, in its metrics, and numbers in the models; people's full names in the log and the metrics.
 */
@SamspillTest
@Order(Integer.MAX_VALUE)
class NothingPersonalStaysTest {

    private static final Pattern ELEVEN = Pattern.compile("(?<![\\d.])\\d{6}[ -]?\\d{5}(?![\\d.])");

    /** Ids, salts and hashes of ours: drawn or reckoned, so that some hold eleven digits in a row that would do. */
    private static final Pattern DRAWN =
            Pattern.compile("\\b(?:\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}|\\p{XDigit}{32,})\\b");

    /** What tests have planted as the data of journeys: words in every field of the leak test, and what the garden knows of its grower. */
    private static final Pattern PLANTED = Pattern.compile("plantet\\d{4}x|hjertefeil-xyz");

    private static final String HIDDEN = "•••••••••••";
    private static final Path LOG = Path.of("target/logs/tests.log");

    /** Where people's data are at home: who people are, the data of journeys, and what somebody is writing or has written about a case. */
    private static final Set<String> AT_HOME = Set.of(
            "actors_person", "act_ru_variable", "act_ge_bytearray", "privacy_kept", "work_draft", "casework_note");

    @Autowired
    private DataSource own;

    @Autowired
    private Environment environment;

    @Test
    void theLogHoldsNobodysNumber() throws IOException {
        assertThat(LOG).exists();
        People people = people();
        List<String> found = new ArrayList<>();
        try (Stream<String> lines = Files.lines(LOG)) {
            lines.forEach(line -> {
                if (identity(line).isPresent()
                        || line.contains(HIDDEN)
                        || people.in(line)
                        || PLANTED.matcher(line).find()) {
                    found.add(line);
                }
            });
        }
        assertThat(found)
                .as(
                        "lines with identity numbers, names or planted words, or with a number that was hidden at the last moment")
                .isEmpty();
    }

    @Test
    void noTableThatIsNotMadeForItHoldsAnybodysNumber() throws SQLException {
        Set<DataSource> databases = databases();
        Set<String> found = new TreeSet<>();
        int columns = 0;
        int people = 0;
        for (DataSource database : databases) {
            try (Connection connection = database.getConnection()) {
                for (String[] column : texts(connection)) {
                    List<String> numbers = personal(connection, column[0], column[1]);
                    if (AT_HOME.contains(column[0].toLowerCase(Locale.ROOT))) {
                        people += numbers.size();
                    } else {
                        columns++;
                        numbers.forEach(number -> found.add(column[0] + "." + column[1] + ": " + number));
                    }
                }
            }
        }
        assertThat(people)
                .as("numbers where they are at home, so that the search is known to find them")
                .isPositive();
        assertThat(columns).isGreaterThan(100);
        assertThat(found).isEmpty();
    }

    @Test
    void metricsHoldNobodysNumber() {
        Http management = new Http(environment.getRequiredProperty("local.management.port", Integer.class));
        Http.Answer answer = management.get("/actuator/prometheus");
        assertThat(answer.status()).isEqualTo(HttpStatus.OK.value());
        assertThat(answer.body().lines().filter(line -> identity(line).isPresent()))
                .isEmpty();
        People called = people();
        assertThat(answer.body()
                        .lines()
                        .filter(line -> called.in(line) || PLANTED.matcher(line).find()))
                .isEmpty();
        assertThat(answer.body()).doesNotContainPattern("uri=\"[^\"]*[0-9a-f]{8}-[0-9a-f]{4}-");
    }

    @Test
    void modelsHoldNobodysNumber() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("bpmn"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("scenarios"))
                    .toList()) {
                identity(Files.readString(file)).ifPresent(number -> found.add(file + ": " + number));
            }
        }
        assertThat(found).isEmpty();
    }

    private static Optional<NationalId> identity(String text) {
        Matcher matcher = ELEVEN.matcher(DRAWN.matcher(text).replaceAll("drawn"));
        while (matcher.find()) {
            Optional<NationalId> number = NationalId.parse(matcher.group().replaceAll("[ -]", ""));
            if (number.isPresent()) {
                return number;
            }
        }
        return Optional.empty();
    }

    private static List<String[]> texts(Connection connection) throws SQLException {
        List<String[]> columns = new ArrayList<>();
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet all = data.getColumns(null, connection.getSchema(), "%", "%")) {
            while (all.next()) {
                String type = all.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
                if (type.contains("char") || type.contains("text") || type.contains("clob")) {
                    columns.add(new String[] {all.getString("TABLE_NAME"), all.getString("COLUMN_NAME")});
                }
            }
        }
        return columns;
    }

    private static List<String> personal(Connection connection, String table, String column) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select distinct \"" + column + "\" from \"" + table
                        + "\" where \"" + column + "\" like '%_____%'")) {
            while (rows.next()) {
                String text = String.valueOf(rows.getString(1));
                identity(text).ifPresent(number -> found.add(number.toString()));
                if (PLANTED.matcher(text).find()) {
                    found.add(text);
                }
            }
        }
        return found;
    }

    /** Everybody in the databases of all tests; a person with one name only cannot be told from a word. */
    private People people() {
        Set<String> names = new TreeSet<>();
        databases()
                .forEach(database -> names.addAll(JdbcClient.create(database)
                        .sql("select name from actors_person where name like '% %'")
                        .query(String.class)
                        .list()));
        assertThat(names).hasSizeGreaterThan(20);
        return new People(names);
    }

    private Set<DataSource> databases() {
        Set<DataSource> databases = new HashSet<>(UsedDatabases.all());
        databases.add(own);
        return databases;
    }

    /** People's full names, by their first word, so that a long log is read once. */
    private static final class People {

        private static final Pattern WORD = Pattern.compile("\\p{Lu}[\\p{L}-]+");
        private final Map<String, List<String>> byFirst = new HashMap<>();

        People(Set<String> names) {
            names.forEach(name -> byFirst.computeIfAbsent(name.split(" ")[0], first -> new ArrayList<>())
                    .add(name));
        }

        boolean in(String text) {
            Matcher words = WORD.matcher(text);
            while (words.find()) {
                if (byFirst.getOrDefault(words.group(), List.of()).stream().anyMatch(text::contains)) {
                    return true;
                }
            }
            return false;
        }
    }
}
