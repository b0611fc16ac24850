package io.calling.rtp.payload;

/** Splits encoded frames into payloads that fit into packets. One for each stream. */
public interface Packetizer {
    /** Payloads of this size fit into any network's packets, with all that is put around them. */
    int DEFAULT_MAX_PAYLOAD_BYTES = 1_100;

    /** Splits one frame, and gives its payloads in order. */
    void packetize(byte[] frame, int offset, int length, Payloads out);

    /** Takes payloads. */
    @FunctionalInterface
    interface Payloads {
        /**
         * The next payload; the array is reused as soon as this method returns.
         *
         * @param last whether the frame ends with it: the packet's marker bit
         */
        void payload(byte[] buffer, int offset, int length, boolean last);
    }
}
