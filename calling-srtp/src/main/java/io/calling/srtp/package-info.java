/**
 * DTLS-SRTP (RFC 5763, 5764): DTLS 1.2 on Bouncy Castle for the keys, SRTP and SRTCP (RFC 3711,
 * 7714) on the JDK's ciphers for the media. Knows nothing of ICE, SDP or calls, and serves alone.
 */
@NullMarked
package io.calling.srtp;

import org.jspecify.annotations.NullMarked;
