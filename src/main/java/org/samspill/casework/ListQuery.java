package org.samspill.casework;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.NationalId;
import org.samspill.web.Problem;
import org.samspill.work.WorkQuery;
import org.springframework.http.HttpStatus;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** What the reader has asked the list for, as it stands in the address. */
record ListQuery(
        WorkQuery.View view,
        @Nullable String text,
        @Nullable String lifeEvent,
        @Nullable String task) {

    private static final List<String> PARAMETERS = List.of("view", "q", "event", "task", "cursor");
    private static final int PAGE = 25;
    private static final int LONGEST = 100;

    /** @param view the view's key; the group's work for any other */
    static ListQuery of(
            @Nullable String view, @Nullable String text, @Nullable String lifeEvent, @Nullable String task) {
        return new ListQuery(view(view), nameless(value(text)), value(lifeEvent), value(task));
    }

    static ListQuery of(WorkQuery.View view) {
        return new ListQuery(view, null, null, null);
    }

    /** Reads what {@link #address} wrote after the question mark. */
    static ListQuery of(String query) {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        UriComponentsBuilder.fromUriString("/work?" + query)
                .build()
                .getQueryParams()
                .forEach((name, values) -> values.stream()
                        .filter(java.util.Objects::nonNull)
                        .forEach(value -> parameters.add(name, UriUtils.decode(value, StandardCharsets.UTF_8))));
        if (!PARAMETERS.containsAll(parameters.keySet())) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "wrong-parameter",
                    "web.problem.other-parameter",
                    String.join(", ", PARAMETERS));
        }
        return of(
                parameters.getFirst("view"),
                parameters.getFirst("q"),
                parameters.getFirst("event"),
                parameters.getFirst("task"));
    }

    private static WorkQuery.View view(@Nullable String key) {
        return Arrays.stream(WorkQuery.View.values())
                .filter(view -> key(view).equals(key))
                .findFirst()
                .orElse(WorkQuery.View.GROUP);
    }

    static String key(WorkQuery.View view) {
        return view.name().toLowerCase(Locale.ROOT);
    }

    /** The search stands in addresses, where nobody's number may stand; it would find nothing anyway. */
    private static @Nullable String nameless(@Nullable String text) {
        return text == null ? null : NationalId.hiddenIn(text);
    }

    private static @Nullable String value(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String stripped = text.strip();
        return stripped.substring(0, Math.min(LONGEST, stripped.length()));
    }

    public boolean filtered() {
        return text != null || lifeEvent != null || task != null;
    }

    WorkQuery page(@Nullable String cursor) {
        return new WorkQuery(view, text, lifeEvent, task, cursor, PAGE);
    }

    public String key() {
        return key(view);
    }

    /** The address of the list as asked for. */
    public String address() {
        return address(null);
    }

    String address(@Nullable String cursor) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/work").queryParam("view", key());
        add(address, "q", text);
        add(address, "event", lifeEvent);
        add(address, "task", task);
        add(address, "cursor", cursor);
        return address.encode().build().toUriString();
    }

    /** The part of the address that a saved view keeps. */
    public String query() {
        return address().substring("/work?".length());
    }

    ListQuery withoutFilters() {
        return of(view);
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable String value) {
        if (value != null) {
            address.queryParam(name, "{" + name + "}").uriVariables(java.util.Map.of(name, value));
        }
    }
}
