/**
 * STUN messages (RFC 8489), read and written in place: a view over the bytes of a packet, a writer
 * into a buffer, and the keys that authenticate both. No I/O, no clock, no randomness, and nothing
 * that throws on the bytes of others.
 *
 * <p>Departures from the RFC: the reason phrase of an ERROR-CODE and the SOFTWARE attribute are
 * neither read nor sent; the classic STUN of RFC 3489, without the magic cookie, is not STUN here.
 */
@NullMarked
package io.calling.ice.stun;

import org.jspecify.annotations.NullMarked;
