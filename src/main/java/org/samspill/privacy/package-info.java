/**
 * What people have agreed to, who has been given what of a journey, why and by what right, and how long what is known stays.
 *
 * <p><b>One rule.</b> {@link org.samspill.privacy.DisclosureRule} says which data may be told to whom. It is asked with a
 * {@link org.samspill.privacy.Ground} (the work that data are wanted for: whose it is, what its contract or form names, which consents it rests on) and
 * a {@link org.samspill.privacy.Recipient} (a machine, someone at work, a participant). A datum that no contract or form names has no way out.
 *
 * <p><b>One door.</b> {@link org.samspill.privacy.Disclosures} hands data out. It asks the rule, writes the disclosure, and gives back what may be told,
 * all in the caller's transaction: when the row cannot be written the transaction fails and nothing leaves. A row holds names, categories and a salted
 * hash of what left, never a value.
 *
 * <table>
 *   <caption>How data of a journey leave</caption>
 *   <tr><th>exit</th><th>what it may show</th></tr>
 *   <tr><td>a machine fetches work ({@code work.Fetching})</td><td>the contract's inputs, as far as it asks for them</td></tr>
 *   <tr><td>a work item's page and its JSON ({@code work.WorkItems#open})</td><td>what the contract reads and the form shows or asks</td></tr>
 *   <tr><td>lists, journey pages ({@code work.Subjects})</td><td>the name of someone whom the reader's own work names or numbers</td></tr>
 *   <tr><td>documents of a journey ({@code work.Documents})</td><td>the same as the reader's own open work; what her organisation brought itself</td></tr>
 *   <tr><td>a citizen's task ({@code work.WorkItems#open})</td><td>what its form shows or asks</td></tr>
 *   <tr><td>what is known of her, and everything to take along ({@code portal.Known})</td><td>to a participant what the journey was given, but not another
 *       participant's own matters, nor numbers of people who are not near her</td></tr>
 *   <tr><td>a question about data ({@code portal.MyQuestions})</td><td>to the organisation asked: who asks, and names of data, never their values</td></tr>
 *   <tr><td>packages for the archive ({@code Archive})</td><td>data that law wants archived, just before they go: to a folder that whoever runs the program
 *       guards</td></tr>
 *   <tr><td>timelines, diagrams, journeys as JSON, missions</td><td>nothing: they read the journey log, which holds keys and times; what came of a step
 *       is told to the organisation that did it</td></tr>
 *   <tr><td>events to organisations ({@code webhooks.Telling})</td><td>nothing: which journey, work, step and promise, while the organisation may be told of it;
 *       the rest is read over a link, with the reader's own rights</td></tr>
 *   <tr><td>incidents, answers to events, problems, application logs, metrics, addresses</td><td>nothing: they know journeys and work by meaningless
 *       ids</td></tr>
 *   <tr><td>filters, sorting, search</td><td>nothing: they take titles of models and ids of journeys; a filter on data is refused, since the answer would
 *       tell the value</td></tr>
 * </table>
 *
 * <p><b>One end.</b> {@link org.samspill.privacy.Retention} says on which day what is known goes, {@link org.samspill.privacy.RetentionRun} removes it, and each room
 * takes away its own ({@link org.samspill.privacy.JourneyTraces}).
 *
 * <p><b>Protected addresses.</b> In a guarded journey the rule also asks for the right to know of it, and keeps what could tell a place from a participant who
 * does not live there. Names of organisations are no data: {@code journeys.Whereabouts} says which of them a page may name.
 *
 * <p>Start reading in {@code DisclosureRule}, then {@code Disclosures}, {@code Consents}, {@code Retention}.
 */
@NullMarked
package org.samspill.privacy;

import org.jspecify.annotations.NullMarked;
