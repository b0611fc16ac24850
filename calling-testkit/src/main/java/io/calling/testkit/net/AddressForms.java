package io.calling.testkit.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The ways in which an address can stand in a packet or a message. Pure. */
final class AddressForms {
    /** The magic cookie, also the key under which STUN hides IPv4 addresses (RFC 8489, 14.2). */
    static final int COOKIE = 0x2112A442;

    private AddressForms() {}

    /**
     * One way.
     *
     * @param form how
     * @param bytes what to look for
     */
    record Pattern(Sighting.Form form, Payload bytes) {
        Pattern(Sighting.Form form, byte[] bytes) {
            this(form, Payload.copyOf(bytes, 0, bytes.length));
        }
    }

    static List<Pattern> of(InetAddress address) {
        byte[] plain = address.getAddress();
        List<Pattern> patterns = new ArrayList<>();
        patterns.add(new Pattern(Sighting.Form.PLAIN, plain));
        patterns.add(new Pattern(Sighting.Form.REVERSED, reversed(plain)));
        if (plain.length == 4) {
            patterns.add(new Pattern(Sighting.Form.XORED, xored(plain, new byte[12])));
        }
        for (String text : texts(address)) {
            byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
            patterns.add(new Pattern(Sighting.Form.TEXT, ascii));
            Base64Forms.of(ascii).forEach(part -> patterns.add(text(Sighting.Form.ENCODED, part)));
        }
        patterns.add(text(Sighting.Form.ENCODED, HexFormat.of().formatHex(plain)));
        AddressHashes.of(address).forEach(h -> patterns.add(text(Sighting.Form.HASHED, h)));
        return patterns;
    }

    private static Pattern text(Sighting.Form form, String text) {
        return new Pattern(form, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** An address as STUN hides it in a message with this transaction id of 12 bytes. */
    static byte[] xored(byte[] address, byte[] transactionId) {
        byte[] key = ByteBuffer.allocate(16).putInt(COOKIE).put(transactionId).array();
        byte[] hidden = new byte[address.length];
        for (int i = 0; i < address.length; i++) {
            hidden[i] = (byte) (address[i] ^ key[i]);
        }
        return hidden;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static Set<String> texts(InetAddress address) {
        Set<String> texts = new LinkedHashSet<>();
        String text = address.getHostAddress();
        texts.add(text);
        if (address instanceof Inet6Address) {
            String shortened = shortened(text);
            texts.add(shortened);
            texts.add(shortened.toUpperCase(Locale.ROOT));
        }
        return texts;
    }

    // RFC 5952, 4.2: the longest run of zero groups, the first of equals, becomes "::".
    private static String shortened(String text) {
        String[] groups = text.split(":");
        int bestStart = -1;
        int bestLength = 1;
        for (int start = 0; start < groups.length; start++) {
            int length = 0;
            while (start + length < groups.length && groups[start + length].equals("0")) {
                length++;
            }
            if (length > bestLength) {
                bestStart = start;
                bestLength = length;
            }
        }
        if (bestStart < 0) {
            return text;
        }
        List<String> all = List.of(groups);
        return String.join(":", all.subList(0, bestStart))
                + "::"
                + String.join(":", all.subList(bestStart + bestLength, groups.length));
    }
}
