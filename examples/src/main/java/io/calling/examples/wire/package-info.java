/**
 * What really crossed a party's sockets: a decorator of the {@link io.calling.ice.net.Network} port
 * that records every byte, and the search for an address in whatever form it could hide in.
 */
@NullMarked
package io.calling.examples.wire;

import org.jspecify.annotations.NullMarked;
