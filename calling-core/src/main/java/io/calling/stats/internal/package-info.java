/** How statistics and events are written; not for applications. */
@NullMarked
package io.calling.stats.internal;

import org.jspecify.annotations.NullMarked;
