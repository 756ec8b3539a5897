/** Tests of the studio's pages. */
@NullMarked
package org.samspill.studio;

import org.jspecify.annotations.NullMarked;
