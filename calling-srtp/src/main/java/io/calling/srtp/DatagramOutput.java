package io.calling.srtp;

/** Where the DTLS datagrams of one transport go: the validated path, and nowhere else. */
@FunctionalInterface
public interface DatagramOutput {

    /**
     * Sends one datagram. Called on a worker of the {@link DtlsEngine}, or on the thread that
     * closes the transport; must not block. The bytes are valid for the length of the call, and
     * around them the array has {@link DtlsSrtpTransport#HEADROOM} bytes, before and behind, that
     * the output may overwrite.
     */
    void send(byte[] buffer, int offset, int length);
}
