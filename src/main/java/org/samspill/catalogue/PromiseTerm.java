package org.samspill.catalogue;

import java.util.Locale;
import java.util.regex.Pattern;
import org.samspill.actors.Text;

/**
 * Within which time a step is to be done, and why that long: the origin and its source (law and section, a web page, an assumption). A source that is more
 * than a law's own name has both languages, {@code Midten av desember / mid-December}.
 */
public record PromiseTerm(Within within, Origin origin, String source) {

    private static final Pattern ASSUMED = Pattern.compile("(?i)\\b(assume[ds]?|antatt)\\b");

    private static final String LANGUAGES = " / ";

    /** The words of a source in one language; the whole of it where it has only one, as the names of laws do. */
    public static String in(String source, Locale locale) {
        int between = source.indexOf(LANGUAGES);
        if (between < 0) {
            return source;
        }
        String norwegian = source.substring(0, between).strip();
        String english = source.substring(between + LANGUAGES.length()).strip();
        return new Text(norwegian, english).in(locale);
    }

    /** True when the source says that modellers have only assumed the time ({@code Antatt / assumed}), so that it is nobody's word. */
    public static boolean assumed(String source) {
        return ASSUMED.matcher(source).find();
    }
}
