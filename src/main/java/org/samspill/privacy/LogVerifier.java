package org.samspill.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the chain from its beginning and the logs beside it, and tells of every row that has been changed, removed or inserted, and of every link and
 * checkpoint that is not as it was signed. Reads only.
 */
@Component
public class LogVerifier {

    private static final int PAGE = 1_000;

    /** What can be wrong. */
    public enum Wrong {
        ROW_CHANGED,
        ROW_REMOVED,
        ROW_INSERTED,
        LINK_CHANGED,
        LINK_REMOVED,
        CHECKPOINT_FALSE,
        CHECKPOINT_REMOVED,
        SET_BACK
    }

    /**
     * One thing that is wrong.
     *
     * @param log null when it is about the chain itself
     * @param number the row's number in its log, or the position in the chain
     */
    public record Finding(Wrong wrong, @Nullable String log, long number) {}

    /**
     * What came of a verification.
     *
     * @param links rows that are sealed
     * @param waiting genuine rows that the next seal takes
     */
    public record Report(List<Finding> findings, long links, long waiting, int checkpoints) {

        public boolean sound() {
            return findings.isEmpty();
        }
    }

    private final Map<String, SealedLog> logs = new LinkedHashMap<>();
    private final SealStore store;
    private final SealKeys keys;
    private final RowMarks marks;
    private final TransactionTemplate moment;

    LogVerifier(
            List<SealedLog> logs,
            SealStore store,
            SealKeys keys,
            RowMarks marks,
            PlatformTransactionManager transactions) {
        this.moment = new TransactionTemplate(transactions);
        moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        moment.setReadOnly(true);
        logs.forEach(log -> this.logs.put(log.name(), log));
        this.store = store;
        this.keys = keys;
        this.marks = marks;
    }

    /** True when there is a public key to verify with. */
    public boolean ready() {
        return keys.trustsAnyone();
    }

    /** Verifies one moment's state, whatever is written meanwhile. */
    public Report verify() {
        return Objects.requireNonNull(moment.execute(status -> read()));
    }

    private Report read() {
        List<Finding> findings = new ArrayList<>();
        Map<Long, String> heads = new HashMap<>();
        List<Checkpoint> checkpoints = store.checkpoints();
        checkpoints.forEach(checkpoint -> heads.put(checkpoint.position(), ""));
        Set<Checkpoint> anchors = anchors(checkpoints);
        anchors.forEach(anchor -> heads.put(anchor.position(), ""));
        long links = links(heads, findings);
        checkpoints(checkpoints, heads, links, findings::add);
        anchors.forEach(anchor -> {
            if (!anchor.head().equals(heads.get(anchor.position()))) {
                findings.add(new Finding(Wrong.SET_BACK, null, anchor.position()));
            }
        });
        long waiting = 0;
        for (SealedLog log : logs.values()) {
            waiting += unsealed(log, links == 0, findings::add);
        }
        return new Report(List.copyOf(findings), links, waiting, checkpoints.size());
    }

    /** Checks that each link fits its row and the link before it, and notes the heads at the positions that are asked for; gives the last position. */
    private long links(Map<Long, String> heads, List<Finding> findings) {
        String before = "";
        String computed = "";
        long position = 0;
        for (List<SealStore.Link> page = store.links(0, PAGE); !page.isEmpty(); page = store.links(position, PAGE)) {
            Map<String, Map<Long, SealedLog.Row>> rows = rows(page);
            for (SealStore.Link link : page) {
                boolean gap = link.position() != position + 1;
                if (gap) {
                    findings.add(new Finding(Wrong.LINK_REMOVED, null, position + 1));
                }
                SealedLog.Row row = rows.getOrDefault(link.log(), Map.of()).get(link.seq());
                if (row == null) {
                    findings.add(new Finding(Wrong.ROW_REMOVED, link.log(), link.seq()));
                    computed = link.hash();
                } else {
                    String expected = LogSealing.link(before, link.log(), row);
                    if (!gap && !expected.equals(link.hash())) {
                        boolean onlyTheLinkBefore =
                                LogSealing.link(computed, link.log(), row).equals(link.hash());
                        if (onlyTheLinkBefore && !findings.isEmpty()) {
                            findings.remove(findings.size() - 1);
                        }
                        findings.add(
                                onlyTheLinkBefore
                                        ? new Finding(Wrong.LINK_CHANGED, null, position)
                                        : new Finding(Wrong.ROW_CHANGED, link.log(), link.seq()));
                    }
                    computed = gap ? link.hash() : expected;
                }
                before = link.hash();
                position = link.position();
                heads.computeIfPresent(position, (at, head) -> link.hash());
            }
        }
        return position;
    }

    private Map<String, Map<Long, SealedLog.Row>> rows(List<SealStore.Link> page) {
        Map<String, List<Long>> wanted = new HashMap<>();
        page.forEach(link ->
                wanted.computeIfAbsent(link.log(), log -> new ArrayList<>()).add(link.seq()));
        Map<String, Map<Long, SealedLog.Row>> rows = new HashMap<>();
        wanted.forEach((name, seqs) -> {
            SealedLog log = logs.get(name);
            if (log != null) {
                Map<Long, SealedLog.Row> found = rows.computeIfAbsent(name, one -> new HashMap<>());
                log.find(seqs).forEach(row -> found.put(row.seq(), row));
            }
        });
        return rows;
    }

    private void checkpoints(
            Collection<Checkpoint> checkpoints, Map<Long, String> heads, long last, Consumer<Finding> findings) {
        long newest = 0;
        String chain = null;
        for (Checkpoint checkpoint : checkpoints) {
            boolean sameChain = chain == null || chain.equals(checkpoint.chain());
            if (!checkpoint.genuine(keys)
                    || !checkpoint.head().equals(heads.get(checkpoint.position()))
                    || !sameChain) {
                findings.accept(new Finding(Wrong.CHECKPOINT_FALSE, null, checkpoint.position()));
            }
            chain = checkpoint.chain();
            newest = checkpoint.position();
        }
        if (newest != last) {
            findings.accept(new Finding(Wrong.CHECKPOINT_REMOVED, null, last));
        }
    }

    /** The checkpoints of this chain that the folder of keys holds. Without any checkpoint in the database, all that it holds count. */
    private Set<Checkpoint> anchors(List<Checkpoint> checkpoints) {
        Set<String> chains = new HashSet<>();
        checkpoints.forEach(checkpoint -> chains.add(checkpoint.chain()));
        Set<Checkpoint> anchors = new HashSet<>();
        (chains.isEmpty() ? keys.chains() : List.copyOf(chains)).forEach(chain -> keys.anchor(chain).stream()
                .map(Checkpoint::parse)
                .flatMap(java.util.Optional::stream)
                .filter(anchor -> anchor.genuine(keys))
                .forEach(anchors::add));
        return anchors;
    }

    /** Rows without a link: genuine ones wait for the next seal, all others were put there by somebody. Gives how many wait. */
    private long unsealed(SealedLog log, boolean nothingSealed, Consumer<Finding> findings) {
        long waiting = 0;
        long last = 0;
        for (List<SealedLog.Row> page = log.after(0, PAGE); !page.isEmpty(); page = log.after(last, PAGE)) {
            Set<Long> sealed =
                    store.sealed(log.name(), last + 1, page.get(page.size() - 1).seq());
            List<SealedLog.Row> without =
                    page.stream().filter(row -> !sealed.contains(row.seq())).toList();
            Map<String, Integer> times = marks.times(log, without);
            for (SealedLog.Row row : without) {
                boolean genuine = nothingSealed && row.mark() == null || marks.genuine(log.name(), row, times);
                if (genuine) {
                    waiting++;
                } else {
                    findings.accept(new Finding(Wrong.ROW_INSERTED, log.name(), row.seq()));
                }
            }
            last = page.get(page.size() - 1).seq();
        }
        return waiting;
    }
}
