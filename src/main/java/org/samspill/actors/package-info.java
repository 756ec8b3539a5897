/**
 * Who there is: organisations and the actors they play, people, where they work and for whom they may act. Owns the actors_* tables,
 * which are the only place where names and national identity numbers are kept. Start reading in {@link org.samspill.actors.Organisations}
 * and {@link org.samspill.actors.People}. Uses no other room.
 */
@NullMarked
package org.samspill.actors;

import org.jspecify.annotations.NullMarked;
