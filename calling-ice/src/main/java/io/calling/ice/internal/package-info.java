/**
 * ice4j behind a small door. Its {@code Agent} keeps the check list, the roles and the nomination;
 * it gets no socket, no thread of a connection, no name and no bytes of the peer: messages are read
 * and written by {@link io.calling.ice.stun}, verified by {@link
 * io.calling.ice.internal.IntegrityGate} before it hears of them, and carried by the caller. Only
 * this package knows that there is an ice4j. Not an API.
 */
@NullMarked
package io.calling.ice.internal;

import org.jspecify.annotations.NullMarked;
