package org.samspill.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.WholeDatabase;
import org.samspill.actors.NationalId;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyData;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.LostKeys;
import org.samspill.journeys.StartCommand;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is due goes, on its day and not before; what has gone is nowhere; and nobody else notices. */
@SamspillTest
class ErasureTest {

    private static final Path ARCHIVE = Path.of("target/archive");
    private static final Path LIST = Path.of("docs/security/where-people-are.md");

    @Autowired
    private ApplicationContext program;

    @Autowired
    private DataSource database;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Retention retention;

    @Autowired
    private RetentionRun run;

    @Autowired
    private Holds holds;

    @Autowired
    private ErasureRequests requests;

    @Autowired
    private Journeys journeys;

    @Autowired
    private WorkItems items;

    @Autowired
    private People people;

    private PlantedJourneys world;
    private LostKeys keys;

    @BeforeEach
    void keys() {
        world = new PlantedJourneys(program);
        keys = world.keys;
    }

    @Test
    void eachDatumStaysAsLongAsTheDictionarySaysAndNoLonger() {
        Planted planted = new Planted();
        JourneyId journey = world.over(planted);
        LocalDate end = LocalDate.now(ZoneId.of("Europe/Oslo"));

        Map<String, Retention.Kept> kept = retention.keptOf(journey.value());
        assertThat(kept.get("tenant.nationalId").goesOn()).isEqualTo(end.plusYears(1));
        assertThat(kept.get("lease.address").goesOn())
                .as("a month from the day the lock was replaced, which is later than the end")
                .isEqualTo(LocalDate.of(2030, 2, 28));
        assertThat(kept.get("cost.amount").archived()).isTrue();
        assertThat(retention.goesOn(journey.value())).isEqualTo(LocalDate.of(2030, 2, 28));
        assertThat(program.getBean(JourneyData.class).held(find(journey)))
                .anySatisfy(held -> assertThat(held.value()).isEqualTo(planted.address));

        world.drain();
        assertThat(retention.keptOf(journey.value())).isEqualTo(kept);
        world.sql(
                "update privacy_kept set goes_on = current_date where journey_id = ? and part = 'data' and goes_on < ?",
                journey.value(),
                LocalDate.of(2029, 1, 1));
        world.drain();
        assertThat(retention.keptOf(journey.value())).containsOnlyKeys("lease.address", "cost.amount");
        assertThat(journeys.participants(journey)).isNotEmpty();
        erase(journey);
    }

    private Journey find(JourneyId journey) {
        return journeys.find(journey).orElseThrow();
    }

    private void erase(JourneyId journey) {
        world.due(journey);
        world.drain();
    }

    @Test
    void whatHasGoneIsNowhereAndTheLogsAreSound() throws IOException {
        Planted planted = new Planted();
        JourneyId journey = world.over(planted, () -> assertThat(new WholeDatabase(database).find(planted.needles()))
                .as("what the search is to find while the journey runs")
                .contains("act_ru_variable.text_: " + planted.number, "work_item.failure: " + planted.words));
        List<JourneyEvent> events = program.getBean(JourneyLog.class).of(journey);
        int disclosures = program.getBean(Disclosures.class).of(journey.value()).size();
        program.getBean(LogSealing.class).seal();
        assertThat(new WholeDatabase(database).find(planted.needles())).hasSizeGreaterThan(12);

        erase(journey);

        assertThat(new WholeDatabase(database).find(planted.needles())).isEmpty();
        assertThat(Files.readString(Path.of("target/logs/tests.log"))).doesNotContain(planted.needles());
        assertThat(jdbc.sql("select count(*) from privacy_disclosure where journey_id = ? and salt is not null")
                        .param(journey.value())
                        .query(Long.class)
                        .single())
                .isZero();
        // What is about nobody stays, and is as it was signed.
        assertThat(program.getBean(JourneyLog.class).of(journey)).isEqualTo(events);
        assertThat(program.getBean(Disclosures.class).of(journey.value()))
                .hasSize(disclosures)
                .isNotEmpty();
        assertThat(items.ofJourney(journey)).isNotEmpty();
        assertThat(find(journey).endElement()).isEqualTo("End_KeyReplaced");
        assertThat(program.getBean(LogVerifier.class).verify().findings()).isEmpty();
        // Once more does nothing.
        assertThat(world.removals(journey)).containsEntry("journey", 1L);
        world.drain();
        assertThat(world.removals(journey)).containsEntry("journey", 1L);
    }

    @Test
    void aPersonWithAllHerJourneysIsForgottenButNotWhileOneRuns() {
        Planted planted = new Planted();
        JourneyId first = world.over(planted);
        PersonId person =
                people.byNationalId(NationalId.of(planted.number)).orElseThrow().id();
        JourneyId second = journeys.start(new StartCommand(
                        "lost-key",
                        null,
                        person,
                        null,
                        "test",
                        null,
                        Map.of("tenant.nationalId", planted.number, "key.stolen", false)))
                .orElseThrow()
                .journey()
                .id();
        String request = UUID.randomUUID().toString();
        transaction.executeWithoutResult(status -> requests.person(request, person));

        run.run();
        assertThat(requests.waiting(100))
                .filteredOn(waiting -> waiting.id().equals(request))
                .singleElement()
                .extracting(ErasureRequests.Request::heldBack)
                .isEqualTo("open");
        assertThat(retention.keptOf(first.value())).as("whole or not at all").isNotEmpty();

        keys.withALockToReplace(second);
        keys.delivered(second, "Service_ReplaceLock", Map.of("lock.replacedOn", "2026-11-23"));
        world.sql("update privacy_erasure_request set tried_at = null where id = ?", request);
        run.run();
        assertThat(new WholeDatabase(database).find(planted.needles())).isEmpty();
        assertThat(new WholeDatabase(database).find(Set.of(person.value())))
                .as("her id means nothing, and stands in sealed rows alone")
                .allMatch(place -> place.startsWith("privacy_disclosure."));
    }

    @Test
    void aHoldStopsWhatIsDueAndWhatWasAskedForUntilItIsLifted() {
        Planted planted = new Planted();
        JourneyId journey = world.over(planted);
        String hold = holds.set(journey.value(), "Tilsyn 2026/1", null, PlantedJourneys.OPERATOR);
        world.due(journey);
        transaction.executeWithoutResult(
                status -> requests.journey(UUID.randomUUID().toString(), journey.value()));
        world.drain();
        assertThat(retention.keptOf(journey.value())).isNotEmpty();
        assertThat(holds.latest(50)).anySatisfy(each -> {
            assertThat(each.journey()).isEqualTo(journey.value());
            assertThat(each.setBy()).isEqualTo(PlantedJourneys.OPERATOR);
            assertThat(each.reason()).isEqualTo("Tilsyn 2026/1");
        });

        assertThat(holds.lift(hold, PlantedJourneys.OPERATOR)).isTrue();
        assertThat(holds.lift(hold, PlantedJourneys.OPERATOR)).isFalse();
        world.drain();
        assertThat(new WholeDatabase(database).find(planted.needles())).isEmpty();
    }

    @Test
    void whatLawWantsArchivedIsArchivedFirstAndIfItCannotBeNothingGoes() throws IOException {
        Planted planted = new Planted();
        JourneyId journey = world.over(planted);
        world.due(journey);
        // Something else lies where the package is to lie.
        Path inTheWay = ARCHIVE.resolve(journey.value() + "-journey-" + retention.goesOn(journey.value()) + ".zip");
        Files.createDirectories(inTheWay.resolve("occupied"));
        run.run();
        assertThat(retention.keptOf(journey.value())).isNotEmpty();
        assertThat(run.heldBack(1000))
                .filteredOn(due -> due.journey().equals(journey.value()))
                .extracting(RetentionRun.Due::heldBack)
                .containsExactly("archive");
        assertThat(people.byNationalId(NationalId.of(planted.number))).isPresent();
        assertThat(world.removals(journey)).isEmpty();

        Files.delete(inTheWay.resolve("occupied"));
        Files.delete(inTheWay);
        run.tryAgain();
        world.drain();
        assertThat(new WholeDatabase(database).find(planted.needles())).isEmpty();
        var written = jdbc.sql("select package, sha256 from privacy_removal where journey_id = ? and part = 'journey'")
                .param(journey.value())
                .query((row, n) -> new Archive.Written(row.getString(1), row.getString(2)))
                .single();
        Path file = ARCHIVE.resolve(written.name());
        assertThat(sha256(Files.readAllBytes(file))).isEqualTo(written.sha256());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            var mapper = new ObjectMapper();
            var manifest = mapper.readTree(entry(zip, "manifest.json"));
            for (var listed : manifest.path("files")) {
                assertThat(sha256(entry(zip, listed.path("name").asText())))
                        .isEqualTo(listed.path("sha256").asText());
            }
            var told = mapper.readTree(entry(zip, "journey.json")).path("sections");
            assertThat(told.path("data").findValuesAsText("name"))
                    .as("what law wants, and nothing else")
                    .containsExactly("cost.amount");
            assertThat(told.path("people").findValuesAsText("nationalId")).contains(planted.number);
            assertThat(told.path("events")).hasSizeGreaterThan(5);
            assertThat(told.path("disclosures")).isNotEmpty();
            String page = new String(entry(zip, "journey.html"), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(page)
                    .contains("Mistet nøkkel", "Det leietakeren betaler", planted.name)
                    .doesNotContain("<script");
        }
        Files.delete(file);
    }

    /** The price is told to the process that replaces the lock, which does not give it back. */
    @Test
    void whatOnlyACalledProcessKnewIsArchivedToo() throws IOException {
        JourneyId journey = keys.withALockToReplace("Kari Nordmann", new Planted().number);
        keys.delivered(journey, "Service_ReplaceLock", Map.of("lock.replacedOn", "2026-11-23", "lock.price", 1200));
        LocalDate goesOn = LocalDate.now(ZoneId.of("Europe/Oslo")).plusYears(1);
        assertThat(retention.calledOf(journey.value()).entrySet())
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept.getKey().name()).isEqualTo("lock.price");
                    assertThat(kept.getKey().process()).isEqualTo("replace-lock");
                    assertThat(kept.getValue()).isEqualTo(goesOn);
                });
        assertThat(program.getBean(JourneyData.class).held(find(journey)))
                .anySatisfy(held -> assertThat(held.name()).isEqualTo("lock.price"));
        assertThat(count("privacy_called", journey))
                .as("it waits for the end no longer")
                .isZero();

        world.sql(
                "update privacy_kept set goes_on = current_date where journey_id = ? and part = 'archive'",
                journey.value());
        world.drain();
        assertThat(retention.calledOf(journey.value())).isEmpty();
        String name = jdbc.sql("select package from privacy_removal where journey_id = ? and part = 'archive'")
                .param(journey.value())
                .query(String.class)
                .single();
        try (ZipFile zip = new ZipFile(ARCHIVE.resolve(name).toFile())) {
            var data = new ObjectMapper()
                    .readTree(entry(zip, "journey.json"))
                    .path("sections")
                    .path("data");
            assertThat(data).anySatisfy(told -> {
                assertThat(told.path("name").asText()).isEqualTo("lock.price");
                assertThat(told.path("value").asInt()).isEqualTo(1200);
                assertThat(told.path("process").asText()).isEqualTo("replace-lock");
            });
            assertThat(new String(entry(zip, "journey.html"), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("Pris på låsen", "replace-lock");
        }
        Files.delete(ARCHIVE.resolve(name));
        erase(journey);
    }

    private long count(String table, JourneyId journey) {
        return jdbc.sql("select count(*) from " + table + " where journey_id = ?")
                .param(journey.value())
                .query(Long.class)
                .single();
    }

    private static byte[] entry(ZipFile zip, String name) throws IOException {
        try (InputStream content = zip.getInputStream(new ZipEntry(name))) {
            return content.readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(Fingerprint.sha256().digest(bytes));
    }

    @Test
    void othersAreUntouchedWhileManyGoAtOnceOnSeveralNodes() throws Exception {
        List<JourneyId> going = new ArrayList<>();
        Set<String> needles = new TreeSet<>();
        for (int i = 0; i < 8; i++) {
            Planted planted = new Planted();
            going.add(world.over(planted));
            needles.addAll(planted.needles());
        }
        going.forEach(world::due);
        List<Planted> others = Stream.generate(Planted::new).limit(10).toList();

        ExecutorService hands = Executors.newFixedThreadPool(6);
        try {
            List<Callable<JourneyId>> work = new ArrayList<>();
            others.forEach(planted -> work.add(() -> {
                JourneyId journey = keys.withALockToReplace(planted.name, planted.number);
                keys.delivered(journey, "Service_ReplaceLock", Map.of("lock.replacedOn", "2026-11-23"));
                return journey;
            }));
            // Three nodes find the same work.
            List<Future<?>> nodes =
                    Stream.generate(() -> hands.submit(run::run)).limit(3).collect(Collectors.toList());
            for (Future<JourneyId> done : hands.invokeAll(work)) {
                assertThat(find(done.get()).endElement()).isEqualTo("End_KeyReplaced");
                assertThat(retention.keptOf(done.get().value())).containsKeys("tenant.nationalId", "lease.address");
            }
            for (Future<?> node : nodes) {
                node.get();
            }
        } finally {
            hands.shutdown();
        }
        world.drain();
        assertThat(new WholeDatabase(database).find(needles)).isEmpty();
        going.forEach(journey -> assertThat(world.removals(journey)).containsEntry("journey", 1L));
        for (Planted planted : others) {
            assertThat(people.byNationalId(NationalId.of(planted.number))).isPresent();
        }
    }

    /** A table that is new has to be put in the list, with who takes away what it holds of people. */
    @Test
    void everyTableThatCanHoldWordsStandsInTheListOfWhoErasesIt() throws IOException {
        Set<String> listed = new TreeSet<>();
        Matcher rows = Pattern.compile("(?m)^\\| `([a-z_*]+)` \\| ([^|]+) \\| ([^|]+) \\|$")
                .matcher(Files.readString(LIST));
        while (rows.find()) {
            assertThat(rows.group(2)).isNotBlank();
            listed.add(rows.group(1));
        }
        Set<String> tables = new WholeDatabase(database).tables();
        assertThat(tables).hasSizeGreaterThan(30);
        Set<String> unlisted = new TreeSet<>(tables);
        unlisted.removeIf(table -> listed.contains(table)
                || listed.stream()
                        .anyMatch(
                                name -> name.endsWith("*") && table.startsWith(name.substring(0, name.length() - 1))));
        assertThat(unlisted).as("tables that %s does not name", LIST).isEmpty();
        listed.removeIf(name -> name.endsWith("*") || tables.contains(name));
        assertThat(listed).as("tables of %s that do not exist", LIST).isEmpty();
    }
}
