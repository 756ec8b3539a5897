/**
 * The catalogue owns what people in agencies write under {@code bpmn/}: life events, the services and contracts of actors, the data dictionary, forms, decisions and rates.
 * It reads a folder into records, checks it, deploys it as one engine deployment, and reads every version back from that deployment, so that a running journey keeps what it began with.
 * Start reading in {@link org.samspill.catalogue.LifeEvents}, then {@link org.samspill.catalogue.LifeEvent} and {@link org.samspill.catalogue.ModelChecks}.
 */
@NullMarked
package org.samspill.catalogue;

import org.jspecify.annotations.NullMarked;
