/**
 * How encoded media stands in RTP payloads: frames split into packets and put together again, for
 * VP8 (RFC 7741), H.264 (RFC 6184, packetization-mode 1) and telephone events (RFC 4733). Opus (RFC
 * 7587) needs nothing: a packet is a payload. Pure, bounded, and never throwing on what a peer
 * sent.
 */
@NullMarked
package io.calling.rtp.payload;

import org.jspecify.annotations.NullMarked;
