/**
 * Interactive Connectivity Establishment that never leaks (RFC 8445): one {@link
 * io.calling.ice.IceTransport} finds a path to the peer, by relays alone unless the application
 * chose otherwise, and keeps account of each address that was disclosed on the way. The pair checks
 * are ice4j's; each socket, each candidate and each byte that leaves is ours.
 */
@NullMarked
package io.calling.ice;

import org.jspecify.annotations.NullMarked;
