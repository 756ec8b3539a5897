package org.samspill.catalogue;

import java.util.regex.Pattern;

/** Within which time a step is to be done, and why that long: the origin and its source (law and section, a web page, an assumption). */
public record PromiseTerm(Within within, Origin origin, String source) {

    private static final Pattern ASSUMED = Pattern.compile("(?i)\\b(assume[ds]?|antatt)\\b");

    /** True when the source says that modellers have only assumed the time ({@code Antatt / assumed}), so that it is nobody's word. */
    public static boolean assumed(String source) {
        return ASSUMED.matcher(source).find();
    }
}
