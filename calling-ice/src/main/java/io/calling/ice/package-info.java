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
 * (draft-thatcher-ice-renomination). Checks are repeated after 100 ms instead of 500. Between two
 * relays the first message of a handshake may follow the peer's first check, before ours is
 * answered (RFC 8445, 12.1 waits for a valid pair); what comes in waits for the proof as ever. What
 * is sent to a relay for a peer follows the request for the peer's permission at once, and goes
 * once more with the answer.
 */
@NullMarked
package io.calling.ice;

import org.jspecify.annotations.NullMarked;
