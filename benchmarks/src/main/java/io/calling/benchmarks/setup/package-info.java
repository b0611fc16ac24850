/** How long a call takes from the accept to the first decoded sound, beside Chromium. */
@NullMarked
package io.calling.benchmarks.setup;

import org.jspecify.annotations.NullMarked;
