/**
 * What machines meet: the external-task protocol that Camunda's clients speak, events of other organisations, and the interfaces by which a case
 * system starts and follows journeys and works off its list. Start reading in {@code ExternalTaskController}; who waits for work sits in {@code WaitingRoom}.
 */
@NullMarked
package org.samspill.agencies;

import org.jspecify.annotations.NullMarked;
