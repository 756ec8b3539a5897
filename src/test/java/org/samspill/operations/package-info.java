/** Tests of the operator's pages. */
@NullMarked
package org.samspill.operations;

import org.jspecify.annotations.NullMarked;
