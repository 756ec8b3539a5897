package org.samspill.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;

/**
 * What the layout shows around every page.
 *
 * @param here the address with its query, where a changed preference leads back to
 * @param scheme light, dark or auto
 * @param keys whether single letters act as keys
 */
public record Frame(
        Locale language,
        Locale otherLanguage,
        String here,
        String scheme,
        boolean keys,
        @Nullable CurrentUser user,
        List<Place> places,
        List<String> scripts,
        List<String> styles,
        String icons) {

    /**
     * A place in the header.
     *
     * @param text message key
     * @param current the reader is there now
     */
    public record Place(String address, String text, boolean current) {}

    public List<String> schemes() {
        return List.of("auto", "light", "dark");
    }
}
