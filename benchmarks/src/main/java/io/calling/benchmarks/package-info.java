/**
 * Calling beside other implementations, on the same machine in the same run. The README tells how
 * to run it and what came out.
 */
@NullMarked
package io.calling.benchmarks;

import org.jspecify.annotations.NullMarked;
