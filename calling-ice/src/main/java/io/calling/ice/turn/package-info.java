/**
 * A TURN client (RFC 8656): a pure machine that turns packets and time into packets, apart from the
 * links (UDP, TCP, TLS) that carry it. It never tells a relay more than it must, believes no answer
 * that does not prove the credentials, and leaves no allocation behind.
 *
 * <p>Departures from the RFCs: relays are found by their A and AAAA records only, not by SRV and
 * NAPTR (RFC 5928); there is no DTLS to the relay (RFC 7350) and no TCP behind it (RFC 6062); the
 * first retransmission comes after 250 ms instead of 500; credentials are prepared with SASLprep at
 * relays that speak RFC 5389 and with OpaqueString at those that speak RFC 8489; Send indications
 * to one peer share a transaction id, which is drawn once.
 */
@NullMarked
package io.calling.ice.turn;

import org.jspecify.annotations.NullMarked;
