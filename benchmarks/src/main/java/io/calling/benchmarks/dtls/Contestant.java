package io.calling.benchmarks.dtls;

/** One implementation of DTLS, both sides of it. */
interface Contestant extends AutoCloseable {
    /** Works for a slice. */
    Slice slice();

    @Override
    void close();

    /**
     * CPU time of both sides together, the mean over a slice.
     *
     * @param handshakeMicros of a handshake, without its certificates
     * @param certificateMicros of a key, a certificate and its fingerprint
     */
    record Slice(double handshakeMicros, double certificateMicros) {}
}
