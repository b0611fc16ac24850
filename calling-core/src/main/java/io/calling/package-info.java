/**
 * Private calls for the JVM. An application makes one {@code CallAgent}, places and accepts calls
 * on it, and holds a {@code CallSession} for each; everything below (ICE, DTLS, SRTP, RTP) is
 * reached through these two.
 */
@NullMarked
package io.calling;

import org.jspecify.annotations.NullMarked;
