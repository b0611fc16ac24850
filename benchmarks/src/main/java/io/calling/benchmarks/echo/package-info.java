/** Hundreds of calls that echo sound, in one JVM: whether each frame is played when it is due. */
@NullMarked
package io.calling.benchmarks.echo;

import org.jspecify.annotations.NullMarked;
