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
 *
 * <p>Departures of DTLS from its RFCs, all towards the strict side unless said otherwise:
 *
 * <ul>
 *   <li>RFC 7627: without extended master secret there is no handshake; it is optional there.
 *   <li>RFC 6347, 4.2.1: a server sends no HelloVerifyRequest, since connectivity checks have shown
 *       that the client is where it says; as a client it answers one.
 *   <li>RFC 6347, 4.2.4.1: retransmission starts well below a second; {@code RetransmissionTimer}
 *       says why.
 *   <li>RFC 5764, 4.1.1: without a common profile the handshake fails, where it could go on without
 *       SRTP; an MKI is never negotiated.
 *   <li>RFC 5246, 7.4.4 and 7.4.6: both sides show a certificate and ask for one; nothing is
 *       resumed or renegotiated; application data is dropped.
 *   <li>RFC 9335, 4: where no SDP can say {@code a=cryptex}, an extension of the handshake, of a
 *       number for private use, agrees on it; {@code DtlsSrtpTransport.Builder#offerCryptex}.
 *   <li>RFC 8122, 5: MD2, MD5 and SHA-1 fingerprints, which are to be read and not used, are not
 *       even read.
 * </ul>
 */
@NullMarked
package io.calling.srtp;

import org.jspecify.annotations.NullMarked;
