package org.samspill.web;

/**
 * A promise as a tag: {@code th:replace="~{web/parts :: promise(${row.promise})}"}. The colour never stands alone, the words always say it too.
 *
 * @param words in the reader's language, e.g. "3 dager igjen"
 */
public record PromiseTag(State state, String words) {

    /** Green: time enough. Amber: under a fifth left. Red: overdue. Grey: paused or without a promise. */
    public enum State {
        GREEN("success", "clock"),
        AMBER("warning", "hourglass"),
        RED("danger", "alert"),
        GREY("neutral", "pause");

        private final String color;
        private final String icon;

        State(String color, String icon) {
            this.color = color;
            this.icon = icon;
        }
    }

    public String color() {
        return state.color;
    }

    public String icon() {
        return state.icon;
    }
}
