package io.calling.examples.wire;

import java.util.StringJoiner;

/** IPv6 in text (RFC 4291, 2.2; RFC 5952). */
final class Ipv6Text {
    private Ipv6Text() {}

    static String full(byte[] bytes, String format) {
        StringJoiner text = new StringJoiner(":");
        for (int group : groups(bytes)) {
            text.add(String.format(format, group));
        }
        return text.toString();
    }

    static String compressed(byte[] bytes) {
        int[] groups = groups(bytes);
        int start = longestRunOfZeros(groups);
        if (start < 0) {
            return full(bytes, "%x");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < groups.length; i++) {
            if (i == start) {
                text.append(i == 0 ? "::" : ":");
                i += runOfZeros(groups, start) - 1;
            } else {
                text.append(Integer.toHexString(groups[i])).append(i < 7 ? ":" : "");
            }
        }
        return text.toString();
    }

    private static int[] groups(byte[] bytes) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        return groups;
    }

    /** RFC 5952, 4.2.2: one group of zeros alone is not shortened. */
    private static int longestRunOfZeros(int[] groups) {
        int best = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            if (runOfZeros(groups, i) > length) {
                best = i;
                length = runOfZeros(groups, i);
            }
        }
        return best;
    }

    private static int runOfZeros(int[] groups, int start) {
        int end = start;
        while (end < 8 && groups[end] == 0) {
            end++;
        }
        return end - start;
    }
}
