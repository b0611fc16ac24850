package io.calling.benchmarks;

/** A sender and a receiver of SRTP with the same key, which change packets in place. */
public interface SrtpCodec {
    /** Protects a packet and returns its new length. */
    int protect(byte[] buffer, int length);

    /** Unprotects a packet and returns its new length. */
    int unprotect(byte[] buffer, int length);
}
