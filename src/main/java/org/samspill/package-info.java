/** Samspill: life events as one service delivered by many organisations. Each sub-package is a room; start reading in its package-info. */
@NullMarked
package org.samspill;

import org.jspecify.annotations.NullMarked;
