/**
 * A TURN server in the JVM (RFC 8656) for demos and tests: a real one, over UDP, that foreign
 * clients can use as well, with faults on command. Production wants a server that is made for it,
 * such as coturn.
 *
 * <p>Departures from RFC 8656: no TCP or TLS towards the client, no TCP allocations (RFC 6062), no
 * second address family in one allocation (ADDITIONAL-ADDRESS-FAMILY is ignored, as it may be),
 * DONT-FRAGMENT is accepted without effect, ICMP is not relayed, and channel numbers up to 0x7FFE
 * are granted, since clients of RFC 5766 choose them.
 */
@NullMarked
package io.calling.testkit.relay;

import org.jspecify.annotations.NullMarked;
