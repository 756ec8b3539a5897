/**
 * What happens when something breaks: nodes of the packaged program on a PostgreSQL of their own, under load, with a fault thrown in. Start with {@link
 * org.samspill.faults.Cluster}; {@code mvn -Pfaults verify} runs them.
 */
package org.samspill.faults;
