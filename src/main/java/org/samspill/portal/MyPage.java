package org.samspill.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.web.PromiseTag;

/** A citizen's first page: what she has to do, how her journeys stand, and what she can start. */
record MyPage(
        String name, List<Answer> answers, List<Task> tasks, List<Card> open, List<Card> ended, List<Choice> choices) {

    /** One of her tasks, with whom and which journey it is about. */
    record Task(
            String id,
            String title,
            String explanation,
            String journey,
            @Nullable String about,
            PromiseTag promise) {}

    /**
     * One of her journeys.
     *
     * @param about whom or what it is about; null while that has no name
     * @param now what happens now; empty when nothing does
     * @param more how many other things go on, in words; null for none
     * @param closed why she may not read it now; null when she may
     */
    record Card(
            String id,
            String title,
            @Nullable String about,
            String since,
            List<Waits.Wait> now,
            @Nullable String more,
            @Nullable String closed,
            @Nullable String end) {}

    /** An answer to a question about her data that she has not read yet. */
    record Answer(String address, String words) {}

    /**
     * A life event that she can start.
     *
     * @param begun that she has begun, and when; null when she has not
     */
    record Choice(
            String key,
            String title,
            String summary,
            @Nullable String begun) {}
}
