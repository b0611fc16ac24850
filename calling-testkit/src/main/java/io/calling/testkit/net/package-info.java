/**
 * A network that exists in memory only: hosts, lans, links with delay, loss and all that real ones
 * do to packets, behind the same {@link io.calling.ice.net.Network} port as the real one. Seeded,
 * so that a failure repeats; under a {@link io.calling.testkit.net.TestClock} two runs with one
 * seed are equal to the byte.
 */
@NullMarked
package io.calling.testkit.net;

import org.jspecify.annotations.NullMarked;
