package io.calling.srtp;

/** Packets that nobody sees, for {@link SrtpSession#warmUp()}. */
final class PacketWarmUp {
    private static final int PACKETS = 500;
    private static final int PACKET_BYTES = 172;
    private static final int ROOM = 64;
    private static final int VERSION_2 = 0x80;

    private PacketWarmUp() {}

    /** Sends packets from one end to the other, with keys of zeros. */
    static void exchange(SrtpProfile profile) {
        byte[] buffer = new byte[PACKET_BYTES + ROOM];
        try (SrtpSession from = session(profile, true);
                SrtpSession to = session(profile, false)) {
            for (int sequence = 0; sequence < PACKETS; sequence++) {
                begin(buffer, sequence);
                int sealed = from.sending().protectRtp(buffer, 0, PACKET_BYTES);
                to.receiving().unprotectRtp(buffer, 0, sealed);
                begin(buffer, 0);
                sealed = from.sending().protectRtcp(buffer, 0, PACKET_BYTES);
                to.receiving().unprotectRtcp(buffer, 0, sealed);
            }
        }
    }

    private static SrtpSession session(SrtpProfile profile, boolean client) {
        return SrtpSession.fromExportedKeys(profile, new byte[profile.exportedKeyBytes()], client);
    }

    private static void begin(byte[] buffer, int sequence) {
        buffer[0] = (byte) VERSION_2;
        BigEndian.putShort(buffer, 2, sequence);
    }
}
