package org.samspill.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of the chain. */
@Component
class SealStore {

    /** The row of {@code privacy_sealing} that the sealing node locks; no log has this name. */
    private static final String LOCK = "*";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    SealStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** One link of the chain. */
    record Link(long position, String log, long seq, String hash) {}

    /** Where a log's rows begin that may not be sealed yet. */
    record Mark(long low, long mid, boolean settled) {}

    /** Holds other nodes back until the transaction ends. */
    void lock() {
        if (jdbc.sql("select log from privacy_sealing where log = ? for update")
                .param(LOCK)
                .query(String.class)
                .optional()
                .isEmpty()) {
            start(LOCK);
        }
    }

    private void start(String log) {
        jdbc.sql("insert into privacy_sealing (log, low, mid, mid_at) values (?, 0, 0, current_timestamp)")
                .param(log)
                .update();
    }

    Mark mark(String log) {
        Optional<Mark> mark = jdbc.sql("""
                        select low, mid, case when mid_at < current_timestamp - interval '10' minute then 1 else 0 end as settled
                        from privacy_sealing where log = ?
                        """)
                .param(log)
                .query((row, n) -> new Mark(row.getLong("low"), row.getLong("mid"), row.getInt("settled") == 1))
                .optional();
        if (mark.isEmpty()) {
            start(log);
        }
        return mark.orElse(new Mark(0, 0, false));
    }

    void advance(String log, long low, long mid) {
        jdbc.sql("update privacy_sealing set low = ?, mid = ?, mid_at = current_timestamp where log = ?")
                .params(low, mid, log)
                .update();
    }

    Optional<Link> last() {
        return jdbc.sql("select * from privacy_link order by position desc fetch first 1 row only")
                .query(SealStore::link)
                .optional();
    }

    List<Link> links(long after, int most) {
        return jdbc.sql("select * from privacy_link where position > ? order by position fetch first ? rows only")
                .params(after, most)
                .query(SealStore::link)
                .list();
    }

    /** Which of a log's rows in this range are sealed. */
    Set<Long> sealed(String log, long from, long to) {
        return new HashSet<>(jdbc.sql("select row_seq from privacy_link where log = ? and row_seq between ? and ?")
                .params(log, from, to)
                .query(Long.class)
                .list());
    }

    void insert(List<Link> links) {
        batches.batchUpdate(
                "insert into privacy_link (position, log, row_seq, hash) values (?, ?, ?, ?)",
                links.stream()
                        .map(link -> new Object[] {link.position(), link.log(), link.seq(), link.hash()})
                        .toList());
    }

    List<Checkpoint> checkpoints() {
        return jdbc.sql("select * from privacy_checkpoint order by position")
                .query((row, n) -> new Checkpoint(
                        row.getLong("position"),
                        row.getString("head"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("chain"),
                        row.getString("key_id"),
                        row.getString("signature")))
                .list();
    }

    Optional<Checkpoint> newest() {
        List<Checkpoint> all = checkpoints();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    void delete(Checkpoint checkpoint) {
        jdbc.sql("delete from privacy_checkpoint where position = ?")
                .param(checkpoint.position())
                .update();
    }

    void insert(Checkpoint checkpoint) {
        jdbc.sql("""
                        insert into privacy_checkpoint (position, head, at, chain, key_id, signature)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        checkpoint.position(),
                        checkpoint.head(),
                        checkpoint.at().atOffset(ZoneOffset.UTC),
                        checkpoint.chain(),
                        checkpoint.keyId(),
                        checkpoint.signature())
                .update();
    }

    private static Link link(ResultSet row, int number) throws SQLException {
        return new Link(row.getLong("position"), row.getString("log"), row.getLong("row_seq"), row.getString("hash"));
    }
}
