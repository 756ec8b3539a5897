package org.samspill.casework;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.web.PromiseTag;

/**
 * The task list as one reader sees it.
 *
 * @param heading the name of the view she looks at
 * @param address the list as asked for, without cursor
 * @param all the same view without filters
 * @param next address of the next page; null after the last
 */
record ListView(
        String heading,
        String organisation,
        List<Link> views,
        List<Link> saved,
        List<NoticeLine> notices,
        ListQuery query,
        String address,
        String all,
        List<Choice> lifeEvents,
        List<Choice> tasks,
        List<RowView> rows,
        @Nullable String next,
        String empty) {

    /** Whether anything can be chosen to be handled together. */
    public boolean selectable() {
        return rows.stream().anyMatch(RowView::open);
    }

    /**
     * A way of looking at the list.
     *
     * @param count how many items it holds, or "99+"
     * @param own id by which the reader may delete it; null when she may not
     * @param shared true for a view of the whole organisation
     */
    record Link(
            String address,
            String words,
            String count,
            boolean current,
            @Nullable String own,
            boolean shared) {}

    /** What a filter offers. */
    record Choice(String value, String words, boolean chosen) {}

    /** One notice of the inbox. */
    record NoticeLine(
            String item,
            String kind,
            String color,
            String title,
            String lifeEvent,
            @Nullable String subject,
            PromiseTag promise,
            String at) {}
}
