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
import java.util.List;
import java.util.Locale;
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

/**
 * After all other tests: the identity numbers with which they have played are searched for where none may stand. In what the program has written to its
 * log, in every column of every table that is not made for people's data, in its metrics, and in the models.
 */
@SamspillTest
@Order(Integer.MAX_VALUE)
class NothingPersonalStaysTest {

    private static final Pattern ELEVEN = Pattern.compile("(?<![\\d.])\\d{6}[ -]?\\d{5}(?![\\d.])");

    /** Ids, salts and hashes of ours: drawn or reckoned, so that some hold eleven digits in a row that would do. */
    private static final Pattern DRAWN =
            Pattern.compile("\\b(?:\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}|\\p{XDigit}{32,})\\b");

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
        List<String> found = new ArrayList<>();
        try (Stream<String> lines = Files.lines(LOG)) {
            lines.forEach(line -> {
                if (identity(line).isPresent() || line.contains(HIDDEN)) {
                    found.add(line);
                }
            });
        }
        assertThat(found)
                .as("lines with identity numbers, or with one that was hidden at the last moment")
                .isEmpty();
    }

    @Test
    void noTableThatIsNotMadeForItHoldsAnybodysNumber() throws SQLException {
        Set<DataSource> databases = new java.util.HashSet<>(UsedDatabases.all());
        databases.add(own);
        Set<String> found = new TreeSet<>();
        int columns = 0;
        int people = 0;
        for (DataSource database : databases) {
            try (Connection connection = database.getConnection()) {
                for (String[] column : texts(connection)) {
                    List<String> numbers = numbers(connection, column[0], column[1]);
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

    private static List<String> numbers(Connection connection, String table, String column) throws SQLException {
        List<String> numbers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select distinct \"" + column + "\" from \"" + table
                        + "\" where \"" + column + "\" like '%_____%'")) {
            while (rows.next()) {
                identity(String.valueOf(rows.getString(1))).ifPresent(number -> numbers.add(number.toString()));
            }
        }
        return numbers;
    }
}
