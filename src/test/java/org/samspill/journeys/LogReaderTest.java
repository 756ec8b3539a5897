package org.samspill.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samspill.TestDatabase;
import org.samspill.journeys.JourneyEvent.Kind;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who follows the log is given every row once it is committed, however late, and waits for none that will never come. */
class LogReaderTest {

    private static final DataSource DATABASE = TestDatabase.fresh();
    private static final int WRITERS = 3;

    private final LogReader reader = new LogReader(JdbcClient.create(DATABASE), new JdbcTemplate(DATABASE));
    private final JourneyId journey = LogBook.on(DATABASE).journey("seriously-ill-child", "0301");
    private final Writer first = new Writer(DATABASE);
    private final Writer second = new Writer(DATABASE);
    private final Writer third = new Writer(DATABASE);

    @AfterEach
    @AfterProperty
    void close() {
        first.close();
        second.close();
        third.close();
    }

    @Test
    void aRowThatIsCommittedLateIsGivenLate() {
        LogPosition begin = settled();
        write(first);
        write(second);
        second.commit();
        LogReader.Page early = reader.after(begin, 10);
        assertThat(early.rows()).hasSize(1);
        assertThat(reader.after(early.position(), 10).rows()).isEmpty();
        first.commit();
        LogReader.Page late = reader.after(early.position(), 10);
        assertThat(late.rows()).hasSize(1);
        assertThat(late.rows().get(0).seq()).isLessThan(early.rows().get(0).seq());
        assertThat(late.position().gaps()).isEmpty();
    }

    @Test
    void aNumberThatWasRolledBackIsWaitedForNoLongerThanItsTransaction() {
        LogPosition begin = settled();
        write(first);
        write(second);
        second.commit();
        LogPosition waits = reader.after(begin, 10).position();
        assertThat(reader.after(waits, 10).position().gaps()).hasSize(1);
        first.rollback();
        LogReader.Page after = reader.after(waits, 10);
        assertThat(after.rows()).isEmpty();
        assertThat(after.position().gaps()).isEmpty();
    }

    @Test
    void aPositionBehindTheNewestRowIsSettledWhenAllThatWasUnderWayHasEnded() {
        write(first);
        write(second);
        second.commit();
        LogPosition newest = reader.after(reader.newest(), 10).position();
        assertThat(newest.settled()).isFalse();
        first.commit();
        LogReader.Page after = reader.after(newest, 10);
        assertThat(after.position().settled()).isTrue();
        assertThat(after.rows()).isEmpty();
    }

    @Test
    void whoIsAtWorkInAnotherDatabaseOfTheServerIsNotWaitedFor() {
        LogPosition begin = settled();
        DataSource another = TestDatabase.fresh();
        Writer elsewhere = new Writer(another);
        elsewhere.book().at(Instant.parse("2026-06-01T12:00:00Z"));
        elsewhere
                .book()
                .write(JourneyLog.Entry.journey(
                        LogBook.on(another).journey("seriously-ill-child", "0301"), Kind.MESSAGE, "Test", null));
        try {
            write(first);
            write(second);
            second.commit();
            LogPosition waits = reader.after(begin, 10).position();
            first.rollback();
            assertThat(reader.after(waits, 10).position().gaps()).isEmpty();
        } finally {
            elsewhere.close();
        }
    }

    @Test
    void aPositionIsTheSameWhenItIsReadBack() {
        LogPosition begin = settled();
        write(first);
        write(second);
        second.commit();
        LogPosition waits = reader.after(begin, 10).position();
        assertThat(waits.gaps()).isNotEmpty();
        assertThat(LogPosition.parse(waits.text())).isEqualTo(waits);
        assertThat(LogPosition.parse(begin.text())).isEqualTo(begin);
        first.rollback();
    }

    /** Each number is one thing that happens: who writes, commits or rolls back, or that the log is read. */
    @Property(tries = 60)
    void whateverTheOrderEveryCommittedRowIsGivenOnce(
            @ForAll @Size(min = 5, max = 60) List<@IntRange(max = 11) Integer> happens) {
        List<Writer> writers = List.of(first, second, third);
        LogPosition position = settled();
        long begin = position.upTo();
        List<Long> given = new ArrayList<>();
        for (int what : happens) {
            Writer writer = writers.get(what % WRITERS);
            switch (what / WRITERS) {
                case 0, 1 -> write(writer);
                case 2 -> {
                    if (what % 2 == 0) {
                        writer.commit();
                    } else {
                        writer.rollback();
                    }
                }
                default -> {
                    LogReader.Page page = reader.after(position, 1 + what % WRITERS);
                    page.rows().forEach(row -> given.add(row.seq()));
                    position = LogPosition.parse(page.position().text());
                }
            }
        }
        writers.forEach(Writer::commit);
        LogReader.Page page;
        do {
            page = reader.after(position, 5);
            page.rows().forEach(row -> given.add(row.seq()));
            position = page.position();
        } while (page.more());
        page = reader.after(position, 5);
        assertThat(page.position().gaps()).isEmpty();
        assertThat(page.rows()).isEmpty();
        assertThat(given)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(JdbcClient.create(DATABASE)
                        .sql("select seq from journeys_log where seq > ?")
                        .param(begin)
                        .query(Long.class)
                        .list());
    }

    private LogPosition settled() {
        LogPosition position = reader.newest();
        while (!position.settled()) {
            position = reader.after(position, 1_000).position();
        }
        return position;
    }

    private void write(Writer writer) {
        writer.book().at(Instant.parse("2026-06-01T12:00:00Z"));
        writer.book().write(JourneyLog.Entry.journey(journey, Kind.MESSAGE, "Test", null));
    }
}
