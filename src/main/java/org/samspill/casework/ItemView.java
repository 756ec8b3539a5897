package org.samspill.casework;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.FormView;
import org.samspill.web.FieldProblem;
import org.samspill.web.Tab;

/**
 * One work item as a caseworker sees it.
 *
 * @param explanation what the step is about, in plain words
 * @param notice what she has to know before anything else (a lost race, an item that ended); null for none
 * @param guarded whether somebody in the journey has a protected address
 * @param paused whether it waits for an answer to a question of ours
 * @param why why it is hers, sentence by sentence
 * @param facts what has been delivered for it, with origin and time
 * @param part the newest part of the journey's timeline; null in other tabs
 * @param promise the promise in words: how long, from where
 */
record ItemView(
        RowView row,
        String journey,
        String process,
        List<Tab> tabs,
        String tab,
        String explanation,
        @Nullable String notice,
        boolean guarded,
        boolean paused,
        List<String> why,
        FormView facts,
        String basis,
        @Nullable String consent,
        List<String> promise,
        List<Timelines.Line> history,
        @Nullable Answering answering,
        TimelineParts.@Nullable Part part,
        List<DocumentPages.Line> documents,
        List<Timelines.Line> notes) {

    /**
     * The form and what else she can answer.
     *
     * @param answerable false when somebody else has it, it has ended, or she lacks the function
     * @param draft when her draft was saved, in words; null when she has none
     * @param typed what she had typed, when the form cannot be sent any more
     * @param kept whether what she typed in the form is kept as a draft
     * @param refusals reasons of the contract; empty for a user task
     * @param asksForMore whether the contract lets her ask for more information
     * @param refusing what to put right in a refusal
     */
    record Answering(
            FormView form,
            boolean answerable,
            @Nullable String draft,
            List<Typed> typed,
            boolean kept,
            List<ListView.Choice> refusals,
            boolean asksForMore,
            String message,
            String question,
            List<FieldProblem> refusing,
            @Nullable String open) {}

    /** A field that was typed, in words. */
    record Typed(String label, String words) {}
}
