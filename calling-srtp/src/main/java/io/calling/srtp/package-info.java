/**
 * DTLS-SRTP (RFC 5763, 5764): DTLS 1.2 on Bouncy Castle for the keys, SRTP and SRTCP (RFC 3711,
 * 7714) on the JDK's ciphers for the media. Knows nothing of ICE, SDP or calls, and serves alone.
 *
 * <p>What SRTP does otherwise than the RFCs allow or ask for: there is no master key identifier, no
 * key derivation rate, no tag shorter than 80 bits and no way to send in the clear; SRTCP that a
 * peer authenticated but did not encrypt is refused. A stream's first packet may belong to the
 * second round of sequence numbers, and a packet that looks too old is tried as one that comes
 * after a long pause: RFC 3711 would never find such a stream again. With cryptex, the
 * application's bits of two-byte header extensions are lost, as RFC 9335 has it.
 */
@NullMarked
package io.calling.srtp;

import org.jspecify.annotations.NullMarked;
