/** What machines meet, tried over HTTP as they meet it. The life event of these tests is {@code shared-garden}, which has a datum of every kind. */
@NullMarked
package org.samspill.agencies;

import org.jspecify.annotations.NullMarked;
