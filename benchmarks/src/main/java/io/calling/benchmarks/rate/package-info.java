/** How soon pictures use what a path carries, and what queue they make, beside Chromium. */
@NullMarked
package io.calling.benchmarks.rate;

import org.jspecify.annotations.NullMarked;
