package io.calling.srtp;

import java.io.Closeable;
import java.io.IOException;

/** One direction of another implementation of SRTP. */
interface SrtpPeer extends Closeable {
    /** The protected or unprotected packet; throws {@link AssertionError} if it is refused. */
    byte[] rtp(byte[] packet) throws IOException;

    /** The same for RTCP. */
    byte[] rtcp(byte[] packet) throws IOException;
}
