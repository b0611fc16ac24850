/**
 * A TURN client (RFC 8656): a pure machine that turns packets and time into packets, apart from the
 * transports that carry it.
 */
@NullMarked
package io.calling.ice.turn;

import org.jspecify.annotations.NullMarked;
