package io.calling.ice.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Reads IP addresses from text without ever asking a resolver: what is no address is null, not a
 * look-up. Strict: no octal or shortened IPv4, no zone, no brackets.
 */
public final class IpLiteral {
    private static final int IPV6_GROUPS = 8;

    private IpLiteral() {}

    /**
     * The address that {@code text} spells, or null. An IPv4-mapped IPv6 address is the IPv4 one.
     */
    public static @Nullable InetAddress parse(String text) {
        byte[] bytes = text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 bytes are an address", e);
        }
    }

    /** An address as text, IPv6 in the form of RFC 5952, without a zone. Parses back to itself. */
    public static String format(InetAddress address) {
        byte[] ip = address.getAddress();
        if (ip.length == 4) {
            return (ip[0] & 0xFF)
                    + "."
                    + (ip[1] & 0xFF)
                    + "."
                    + (ip[2] & 0xFF)
                    + "."
                    + (ip[3] & 0xFF);
        }
        int[] groups = new int[IPV6_GROUPS];
        for (int i = 0; i < IPV6_GROUPS; i++) {
            groups[i] = (ip[2 * i] & 0xFF) << 8 | ip[2 * i + 1] & 0xFF;
        }
        return ipv6Text(groups);
    }

    /** RFC 5952, 4.2: the first longest run of two or more zero groups becomes {@code ::}. */
    private static String ipv6Text(int[] groups) {
        int gap = -1;
        int gapLength = 1;
        for (int i = 0; i < IPV6_GROUPS; i++) {
            int run = 0;
            while (i + run < IPV6_GROUPS && groups[i + run] == 0) {
                run++;
            }
            if (run > gapLength) {
                gap = i;
                gapLength = run;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < IPV6_GROUPS; i++) {
            if (i == gap) {
                text.append("::");
                i += gapLength - 1;
            } else {
                boolean first = text.length() == 0 || text.charAt(text.length() - 1) == ':';
                text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    private static byte @Nullable [] ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            int value = number(parts[i], 10, 3);
            boolean ambiguous = parts[i].length() > 1 && parts[i].charAt(0) == '0';
            if (value < 0 || value > 255 || ambiguous) {
                return null;
            }
            bytes[i] = (byte) value;
        }
        return bytes;
    }

    /** RFC 4291, 2.2: eight groups, one run of which may shrink to {@code ::}. */
    private static byte @Nullable [] ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] all = groups(text);
            return all != null && all.length == 2 * IPV6_GROUPS ? all : null;
        }
        byte[] head = groups(text.substring(0, gap));
        byte[] tail = groups(text.substring(gap + 2));
        if (head == null || tail == null || head.length + tail.length > 2 * (IPV6_GROUPS - 1)) {
            return null;
        }
        byte[] bytes = new byte[2 * IPV6_GROUPS];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(tail, 0, bytes, bytes.length - tail.length, tail.length);
        return bytes;
    }

    /** The bytes of groups between colons, the last of which may be an IPv4 address. */
    private static byte @Nullable [] groups(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        byte[] last =
                parts[parts.length - 1].indexOf('.') < 0 ? null : ipv4(parts[parts.length - 1]);
        byte[] bytes = new byte[parts.length * 2 + (last == null ? 0 : 2)];
        int plain = last == null ? parts.length : parts.length - 1;
        for (int i = 0; i < plain; i++) {
            int value = number(parts[i], 16, 4);
            if (value < 0) {
                return null;
            }
            bytes[2 * i] = (byte) (value >>> 8);
            bytes[2 * i + 1] = (byte) value;
        }
        if (last != null) {
            System.arraycopy(last, 0, bytes, 2 * plain, last.length);
        }
        return bytes;
    }

    /** One to {@code maxDigits} ASCII digits, or -1. */
    private static int number(String text, int radix, int maxDigits) {
        if (text.isEmpty() || text.length() > maxDigits) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }
}
