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
    static void mark(byte[] buffer, PacketView packet) {
        if (!packet.hasExtension(buffer) && packet.csrcBytes(buffer) > 0) {
            insertEmptyExtension(buffer, packet);
        }
        if (packet.hasExtension(buffer)) {
            mark(buffer, packet, encryptedForm(profile(buffer, packet)));
        }
    }

    private static void mark(byte[] buffer, PacketView packet, int profile) {
        if (profile != 0) {
            BigEndian.putShort(buffer, extension(buffer, packet), profile);
            includeHeader(buffer, packet);
        }
    }

    /** Tells the receiver of a packet with CSRCs alone that they are encrypted (section 5.1). */
    private static void insertEmptyExtension(byte[] buffer, PacketView packet) {
        int at = packet.body;
        System.arraycopy(buffer, at, buffer, at + PacketView.EXTENSION_HEADER, packet.end - at);
        BigEndian.putInt(buffer, at, ONE_BYTE << 16);
        packet.addExtensionBit(buffer);
        packet.body += PacketView.EXTENSION_HEADER;
        packet.end += PacketView.EXTENSION_HEADER;
    }

    /** Notes of a packet that is about to be opened whether its header is encrypted. */
    static void recognise(byte[] buffer, PacketView packet) {
        if (packet.hasExtension(buffer) && clearForm(profile(buffer, packet)) != 0) {
            includeHeader(buffer, packet);
        }
    }

    /** Makes the extension of an opened packet an ordinary one again. */
    static void unmark(byte[] buffer, PacketView packet) {
        if (packet.hasExtension(buffer)) {
            int clear = clearForm(profile(buffer, packet));
            if (clear != 0) {
                BigEndian.putShort(buffer, extension(buffer, packet), clear);
            }
        }
    }

    private static void includeHeader(byte[] buffer, PacketView packet) {
        packet.encryptedCsrcBytes = packet.csrcBytes(buffer);
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

    private static int profile(byte[] buffer, PacketView packet) {
        return BigEndian.unsignedShort(buffer, extension(buffer, packet));
    }

    private static int extension(byte[] buffer, PacketView packet) {
        return packet.start + PacketView.RTP_HEADER + packet.csrcBytes(buffer);
    }

    /** Puts the header of the extension in front of the CSRCs: what is encrypted is one piece. */
    static void gather(byte[] buffer, PacketView packet) {
        int csrcs = packet.encryptedCsrcBytes;
        if (csrcs > 0) {
            int at = packet.start + PacketView.RTP_HEADER;
            int header = BigEndian.getInt(buffer, at + csrcs);
            System.arraycopy(buffer, at, buffer, at + PacketView.EXTENSION_HEADER, csrcs);
            BigEndian.putInt(buffer, at, header);
        }
    }

    /** Undoes {@link #gather}. */
    static void scatter(byte[] buffer, PacketView packet) {
        int csrcs = packet.encryptedCsrcBytes;
        if (csrcs > 0) {
            int at = packet.start + PacketView.RTP_HEADER;
            int header = BigEndian.getInt(buffer, at);
            System.arraycopy(buffer, at + PacketView.EXTENSION_HEADER, buffer, at, csrcs);
            BigEndian.putInt(buffer, at + csrcs, header);
        }
    }
}
