/**
 * What people have agreed to and who has been given what: consents and disclosures. Start reading in {@code Consents}; a disclosure is written in the
 * same transaction as the release it tells of.
 */
@NullMarked
package org.samspill.privacy;

import org.jspecify.annotations.NullMarked;
