package org.samspill.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What callers were told, kept outside the program: what was acknowledged, and every answer with its time. */
final class Ledger {

    /**
     * One answer.
     *
     * @param at when it came, of {@link System#nanoTime()}
     * @param port of the node
     */
    record Heard(long at, int port, String what, int status, Duration took, boolean saysWhenToComeBack) {}

    private final Map<String, Set<String>> journeys = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final Queue<String> defects = new ConcurrentLinkedQueue<>();

    void asked(String key) {
        asked.add(key);
    }

    void started(String key, String journey) {
        journeys.computeIfAbsent(key, none -> ConcurrentHashMap.newKeySet()).add(journey);
    }

    void done(String workItem) {
        done.add(workItem);
    }

    void heard(int port, String what, Caller.Answer answer) {
        heard.add(new Heard(
                System.nanoTime(),
                port,
                what,
                answer.status(),
                answer.took(),
                answer.retryAfter().isPresent()));
        if (answer.status() == 500) {
            defects.add(what + ": " + answer.body());
        }
    }

    /** Start keys, with all journeys that they were answered with. */
    Map<String, Set<String>> journeys() {
        return journeys;
    }

    Set<String> keys() {
        return asked;
    }

    /** Work items whose completion was acknowledged. */
    Set<String> done() {
        return done;
    }

    /** Answers since a moment. */
    List<Heard> since(long moment) {
        return heard.stream().filter(each -> each.at() >= moment).toList();
    }

    List<Heard> between(long from, long to) {
        return heard.stream()
                .filter(each -> each.at() >= from && each.at() < to)
                .toList();
    }

    /** Answers that say that the fault is ours; empty when all is well. */
    List<String> defects() {
        return List.copyOf(defects);
    }

    /** From a moment until something was acknowledged again by a node; forever when never. */
    Duration untilServed(long moment) {
        return heard.stream()
                .filter(each -> each.at() - each.took().toNanos() >= moment && each.status() / 100 == 2)
                .map(each -> Duration.ofNanos(each.at() - moment))
                .min(Duration::compareTo)
                .orElse(Duration.ofDays(1));
    }

    /** From a moment until the last answer of a port that was none of the caller's doing. */
    Duration lastTrouble(long moment, int port) {
        return heard.stream()
                .filter(each ->
                        each.at() >= moment && each.port() == port && (each.status() == 0 || each.status() >= 500))
                .map(each -> Duration.ofNanos(each.at() - moment))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
