/**
 * The one port through which this library touches the world: sockets, time, randomness and names.
 * {@code NioNetwork} is the real one; the test kit has a virtual one.
 */
@NullMarked
package io.calling.ice.net;

import org.jspecify.annotations.NullMarked;
