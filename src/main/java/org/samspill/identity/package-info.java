/**
 * Who comes in: people by the issuers that vouch for them or by the demo's passwords, machines by tokens; how sure we are of them, how long they stay
 * signed in, and what they hold today. Says who somebody is ({@code actors.CurrentUser}, {@code actors.CurrentMachine}); what she may see or do is decided where
 * the data are read. Start reading in {@code SecurityRules}: each door, and what it asks for.
 */
@NullMarked
package org.samspill.identity;

import org.jspecify.annotations.NullMarked;
