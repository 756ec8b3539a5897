/**
 * The HTTP edge: the frame of every page, languages, assets, security headers, limits, problems. Owns no domain words; rooms with pages use
 * its {@code Problem}, {@code Htmx} and view records and the templates under {@code templates/web}. Start reading in {@code Frames}.
 */
@NullMarked
package org.samspill.web;

import org.jspecify.annotations.NullMarked;
