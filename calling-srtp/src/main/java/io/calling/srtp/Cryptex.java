package io.calling.srtp;

/**
 * Header extensions and CSRCs encrypted together with the payload (RFC 9335).
 *
 * <p>What is encrypted is in two pieces: the header of the extension, which says that cryptex is
 * used, stands between the CSRCs and the rest. Around encryption it changes places with the CSRCs
 * ({@link #gather} and {@link #scatter}).
 */
final class Cryptex {
    private static final int ONE_BYTE = 0xBEDE;
    private static final int TWO_BYTE = 0x1000;
    private static final int ENCRYPTED_ONE_BYTE = 0xC0DE;
    private static final int ENCRYPTED_TWO_BYTE = 0xC2DE;

    private Cryptex() {}

    /**
     * Marks a packet that is about to be sealed, so that its header will be encrypted. Extensions
     * other than those of RFC 8285 stay as they are, as section 5.1 demands.
     */
    static void mark(PacketView packet) {
        if (!packet.hasExtension() && packet.csrcBytes() > 0) {
            insertEmptyExtension(packet);
        }
        if (packet.hasExtension()) {
            mark(packet, encryptedForm(profile(packet)));
        }
    }

    private static void mark(PacketView packet, int profile) {
        if (profile != 0) {
            BigEndian.putShort(packet.buffer, extension(packet), profile);
            includeHeader(packet);
        }
    }

    /** Tells the receiver of a packet with CSRCs alone that they are encrypted (section 5.1). */
    private static void insertEmptyExtension(PacketView packet) {
        int at = packet.body;
        System.arraycopy(
                packet.buffer,
                at,
                packet.buffer,
                at + PacketView.EXTENSION_HEADER,
                packet.end - at);
        BigEndian.putInt(packet.buffer, at, ONE_BYTE << 16);
        packet.addExtensionBit();
        packet.body += PacketView.EXTENSION_HEADER;
        packet.end += PacketView.EXTENSION_HEADER;
    }

    /** Notes of a packet that is about to be opened whether its header is encrypted. */
    static void recognise(PacketView packet) {
        if (packet.hasExtension() && clearForm(profile(packet)) != 0) {
            includeHeader(packet);
        }
    }

    /** Makes the extension of an opened packet an ordinary one again. */
    static void unmark(PacketView packet) {
        if (packet.hasExtension()) {
            int clear = clearForm(profile(packet));
            if (clear != 0) {
                BigEndian.putShort(packet.buffer, extension(packet), clear);
            }
        }
    }

    private static void includeHeader(PacketView packet) {
        packet.encryptedCsrcBytes = packet.csrcBytes();
        packet.body = packet.start + PacketView.RTP_HEADER + PacketView.EXTENSION_HEADER;
    }

    private static int encryptedForm(int profile) {
        if (profile == ONE_BYTE) {
            return ENCRYPTED_ONE_BYTE;
        }
        // RFC 8285, 4.3: the last four bits are the application's, and cryptex has no room for
        // them.
        return (profile & 0xFFF0) == TWO_BYTE ? ENCRYPTED_TWO_BYTE : 0;
    }

    private static int clearForm(int profile) {
        return switch (profile) {
            case ENCRYPTED_ONE_BYTE -> ONE_BYTE;
            case ENCRYPTED_TWO_BYTE -> TWO_BYTE;
            default -> 0;
        };
    }

    private static int profile(PacketView packet) {
        return BigEndian.unsignedShort(packet.buffer, extension(packet));
    }

    private static int extension(PacketView packet) {
        return packet.start + PacketView.RTP_HEADER + packet.csrcBytes();
    }

    /** Puts the header of the extension in front of the CSRCs: what is encrypted is one piece. */
    static void gather(PacketView packet) {
        int csrcs = packet.encryptedCsrcBytes;
        if (csrcs > 0) {
            byte[] buffer = packet.buffer;
            int at = packet.start + PacketView.RTP_HEADER;
            int header = BigEndian.getInt(buffer, at + csrcs);
            System.arraycopy(buffer, at, buffer, at + PacketView.EXTENSION_HEADER, csrcs);
            BigEndian.putInt(buffer, at, header);
        }
    }

    /** Undoes {@link #gather}. */
    static void scatter(PacketView packet) {
        int csrcs = packet.encryptedCsrcBytes;
        if (csrcs > 0) {
            byte[] buffer = packet.buffer;
            int at = packet.start + PacketView.RTP_HEADER;
            int header = BigEndian.getInt(buffer, at);
            System.arraycopy(buffer, at + PacketView.EXTENSION_HEADER, buffer, at, csrcs);
            BigEndian.putInt(buffer, at + csrcs, header);
        }
    }
}
