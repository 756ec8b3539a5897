/**
 * Work items: one kind of work, whether a machine fetches it or a person does it. The list, the verbs (claim, complete, refuse, fail ...), the contract
 * check at the door, and promises with their reminders. Start reading in {@code WorkItems} and {@code Answering} for people, and
 * in {@code Fetching} and {@code MachineWork} for machines; rows come from the engine in {@code WorkListener}.
 */
@NullMarked
package org.samspill.work;

import org.jspecify.annotations.NullMarked;
