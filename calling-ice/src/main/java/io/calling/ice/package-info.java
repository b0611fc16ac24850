/**
 * Interactive Connectivity Establishment that never leaks (RFC 8445): one {@link
 * io.calling.ice.IceTransport} finds a path to the peer, by relays alone unless the application
 * chose otherwise, and keeps account of each address that was disclosed on the way. The pair checks
 * are ice4j's; each socket, each candidate and each byte that leaves is ours.
 *
 * <p>Departures from the RFCs: names in candidates, {@code .local} ones among them, are never
 * looked up, whatever the privacy; such a peer is found by its own checks. The end of the peer's
 * candidates ends nothing, the deadline does (RFC 8863). After a choice, silence or the peer's
 * datagrams on another proved path move the call there, and the controlling side then chooses again
 * (draft-thatcher-ice-renomination). Checks are repeated after 100 ms instead of 500.
 */
@NullMarked
package io.calling.ice;

import org.jspecify.annotations.NullMarked;
