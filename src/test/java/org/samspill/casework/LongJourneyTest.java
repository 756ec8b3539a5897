package org.samspill.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.WhatARequestCost;
import org.samspill.actors.CurrentUser;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Processes;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.WebApplicationContext;

/** The pages of a journey of 500 steps ask the database no more than those of a young one, counted without a clock. */
@SamspillTest
class LongJourneyTest {

    /** With the reader's rights, names, notes, consents and looks; docs/performance.md says which. */
    private static final int QUESTIONS = 5;

    /** The journey, its work, and its log. */
    private static final int OF_THE_JOURNEY = 3;

    @Autowired
    WebApplicationContext program;

    @Autowired
    DataSource source;

    @Autowired
    Journeys journeys;

    @Autowired
    JourneyLog log;

    @Autowired
    WorkItems items;

    @Autowired
    Processes processes;

    @Autowired
    Timelines timelines;

    @Autowired
    TimelineParts parts;

    @Autowired
    Notes notes;

    @Autowired
    DocumentPages documents;

    @Autowired
    Names.Book names;

    @Test
    void aLongJourneyAsksNoMoreThanAYoungOne() throws Exception {
        LongJourney journey = new LongJourney(program);
        journey.caseworkerLooks();
        journey.tenantLooks();
        List<String> young = asked(journey::caseworkerLooks);
        List<String> own = asked(journey::tenantLooks);
        journey.growOld();
        List<String> old = asked(journey::caseworkerLooks);
        List<String> ownOld = asked(journey::tenantLooks);
        assertThat(old).hasSameSizeAs(young).hasSize(QUESTIONS);
        assertThat(ownOld).hasSameSizeAs(own).hasSize(QUESTIONS);
        assertThat(old).filteredOn(LongJourney::ofTheJourney).hasSize(OF_THE_JOURNEY);
        assertThat(ownOld).filteredOn(LongJourney::ofTheJourney).hasSize(OF_THE_JOURNEY);
        eachUsesAnIndex(old);
        eachUsesAnIndex(ownOld);
        for (Timelines.Show show : Timelines.Show.values()) {
            partByPartAllIsTold(journeys.find(journey.id()).orElseThrow(), show);
        }
    }

    /** The parts together tell what the whole log tells, once, however the database picks their rows. */
    private void partByPartAllIsTold(Journey journey, Timelines.Show show) {
        CurrentUser ola = HousingOffice.in(program).ola;
        Locale locale = Locale.ENGLISH;
        Timelines.Telling telling =
                new Timelines.Telling(journeys.lifeEventOf(journey), ola, names.open(journey, ola, locale), locale);
        List<WorkItem> all = items.ofJourney(journey.id());
        Processes.Now now = processes.of(journey);
        List<JourneyEvent> events = log.of(journey.id());
        Set<String> open = all.stream().filter(WorkItem::open).map(WorkItem::id).collect(Collectors.toSet());
        List<Timelines.Line> whole = new ArrayList<>(
                timelines.lines(events, open, documents.addresses(journey, all, events, now, ola), telling));
        whole.addAll(timelines.notes(notes.of(journey.id(), ola), telling));

        List<Timelines.Line> told = new ArrayList<>();
        String before = null;
        do {
            TimelineParts.Picked picked = parts.pick(journey.id(), telling.lifeEvent(), all, show, before, ola);
            TimelineParts.Part part = parts.tell(picked, journey, all, now, telling);
            List<Timelines.Line> lines = lines(part.days());
            assertThat(lines).as(show.key()).hasSizeLessThanOrEqualTo(TimelineParts.MOST);
            told.addAll(lines);
            before = part.earlier() == null ? null : part.earlier().replaceFirst(".*before=", "");
        } while (before != null);
        assertThat(told)
                .as(show.key())
                .containsExactlyInAnyOrderElementsOf(lines(timelines.days(whole, show, locale)))
                .isSortedAccordingTo(Comparator.comparing(Timelines.Line::at).reversed());
    }

    private static List<Timelines.Line> lines(List<Timelines.Day> days) {
        return days.stream().flatMap(day -> day.lines().stream()).toList();
    }

    /** PostgreSQL is kept from reading whole tables as far as it can be: where it still does, no index serves. */
    private void eachUsesAnIndex(List<String> asked) throws SQLException {
        if (!"postgres".equals(System.getProperty("samspill.database"))) {
            return;
        }
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local enable_seqscan = off");
            statement.execute("set local plan_cache_mode = force_generic_plan");
            for (String sql : asked) {
                assertThat(plan(statement, sql)).as(sql).contains("Index").doesNotContain("Seq Scan");
            }
            connection.rollback();
        }
    }

    private static String plan(Statement statement, String sql) throws SQLException {
        StringBuilder numbered = new StringBuilder();
        List<String> nulls = new ArrayList<>();
        for (char each : sql.toCharArray()) {
            if (each == '?') {
                nulls.add("null");
            }
            numbered.append(each == '?' ? "$" + nulls.size() : each);
        }
        statement.execute("prepare asked as " + numbered);
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = statement.executeQuery("explain execute asked(" + String.join(", ", nulls) + ")")) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        statement.execute("deallocate asked");
        return plan.toString();
    }

    private static List<String> asked(Runnable look) {
        MDC.put("requestId", "long-journey");
        try (WhatARequestCost cost = new WhatARequestCost()) {
            look.run();
            return cost.statements("long-journey").stream()
                    .map(line -> line.substring(line.indexOf('[') + 1, line.lastIndexOf(']'))
                            .strip())
                    .toList();
        } finally {
            MDC.remove("requestId");
        }
    }
}
