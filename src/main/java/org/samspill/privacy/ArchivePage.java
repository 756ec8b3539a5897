package org.samspill.privacy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** What a package for the archive says, as one page that any browser shows for as long as there are browsers: no script, no style, nothing from elsewhere. */
@Component
class ArchivePage {

    private static final Locale BOKMAAL = Locale.forLanguageTag("nb");

    private final MessageSource messages;

    ArchivePage(MessageSource messages) {
        this.messages = messages;
    }

    /** @param journey as {@link Archive} writes it to journey.json */
    byte[] of(Map<String, Object> journey) {
        StringBuilder page =
                new StringBuilder("<!DOCTYPE html>\n<html lang=\"nb\">\n<head><meta charset=\"utf-8\"><title>");
        String title = text(journey.get("title"));
        page.append(title).append("</title></head>\n<body>\n<h1>").append(title).append("</h1>\n<p>");
        page.append(text(messages.getMessage(
                        "privacy.archive.about",
                        new Object[] {
                            journey.get("id"), journey.get("lifeEvent"), journey.get("version"), journey.get("endedAt")
                        },
                        BOKMAAL)))
                .append("</p>\n");
        sections(journey).forEach((name, rows) -> section(page, name, rows));
        return page.append("</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, List<Map<String, Object>>> sections(Map<String, Object> journey) {
        return (Map<String, List<Map<String, Object>>>) Objects.requireNonNull(journey.get("sections"));
    }

    private void section(StringBuilder page, String name, List<Map<String, Object>> rows) {
        page.append("<h2>").append(word("section", name)).append("</h2>\n<table>\n<thead><tr>");
        Set<String> columns = rows.stream()
                .flatMap(row -> row.keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        columns.forEach(column ->
                page.append("<th scope=\"col\">").append(word("column", column)).append("</th>"));
        page.append("</tr></thead>\n<tbody>\n");
        rows.forEach(row -> {
            page.append("<tr>");
            columns.forEach(column -> page.append("<td>")
                    .append(text(row.getOrDefault(column, "")))
                    .append("</td>"));
            page.append("</tr>\n");
        });
        page.append("</tbody>\n</table>\n");
    }

    private String word(String kind, String key) {
        return text(messages.getMessage("privacy.archive." + kind + "." + key, null, key, BOKMAAL));
    }

    private static String text(@Nullable Object value) {
        String text = value instanceof List<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
