package org.samspill;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** The attacks that are tried in every run, what is promised of each, and where the tests are: whatever carries {@link Attack} with its number. */
public enum Attacks {
    F10(
            "Twelve complete one task at once",
            "one effect; 204 to its holder however often, 400 or 404 to others, never 500"),
    F11(
            "A task completed after its lock has run out",
            "204 while free, 400 with a code that stays when another has it"),
    F12("The same start fifty times at once", "one journey, fifty equal answers"),
    F13("A start that nobody waits for, sent again", "one journey"),
    F19(
            "831 models of other tools, 2 400 cut at each kilobyte, 5 000 with bytes flipped, parts taken away",
            "findings in words with the place, none over 2 s"),
    F20("External entities, DTDs, multiplying entities, XInclude, schema addresses", "all refused, nothing is fetched"),
    F21(
            "Expressions, beans, classes, scripts, connectors, resources, listeners",
            "all refused with the element, and not read past the gate"),
    F22("Models that do not come to rest", "refused, and stopped within 5 s past the gate; others wait under 2 s"),
    F23("Values too long, too deep, too many or not text at all", "kept whole up to 1 MB, else 400 or 413, never 500"),
    F24("Values that claim to be objects of a class", "all refused"),
    F25("What is another's, at every address", "404 or 403, none of its data, each told in the security log"),
    F26("Every field, for every organisation, at every exit", "none that the contract does not name"),
    F27("Forms from elsewhere, at every address that changes something", "403, told once; the cookie stays at home"),
    F28("Tokens that are forged, old, stolen or for somebody else", "401 or 403 in JSON that tells nothing"),
    F29(
            "Script in names, data, notes, addresses, and in all that a designer writes, files among it",
            "never run in Chromium; a strict policy on every page"),
    F30(
            "Ten times the measure; five hundred lines on which nothing comes",
            "429 with Retry-After, others undisturbed; lines closed within 30 s");

    private final String attack;
    private final String promise;
    private final Set<String> figures = new ConcurrentSkipListSet<>();

    Attacks(String attack, String promise) {
        this.attack = attack;
        this.promise = promise;
    }

    /** What a test has measured, for the table at the end of the run. */
    public void measured(String figure, Object... values) {
        figures.add(figure.formatted(values));
    }

    Set<String> figures() {
        return figures;
    }

    String attack() {
        return attack;
    }

    String promise() {
        return promise;
    }
}
