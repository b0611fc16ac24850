package io.calling.testkit.net;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * What stacks are known to make of an address where it shall not be read, though it can be: there
 * are only four billion to try (LEAKS L10). Pure.
 */
final class AddressHashes {
    private static final List<String> TYPES = List.of("", "host", "srflx", "prflx", "relay");
    private static final List<String> DIGESTS = List.of("MD5", "SHA-1", "SHA-256");

    /** So many hexadecimal digits of a digest are no accident. */
    private static final int DIGITS = 12;

    private static final int SHORTEST_NUMBER = 8;

    private AddressHashes() {}

    static Set<String> of(InetAddress address) {
        String text = address.getHostAddress();
        Set<String> hashes = new LinkedHashSet<>();
        for (String type : TYPES) {
            addDigests(type.isEmpty() ? text : type + "|udp|" + text, hashes);
            for (String network : List.of("", "udp", "udp4", "udp6")) {
                addChecksum(type + text + network, hashes);
            }
        }
        return hashes;
    }

    // Some cut a few digits off, so the middle is looked for: foundations have at most 32.
    private static void addDigests(String text, Set<String> hashes) {
        for (String algorithm : DIGESTS) {
            String hex = HexFormat.of().formatHex(digest(algorithm, text));
            hashes.add(hex.substring(0, DIGITS));
            hashes.add(hex.substring(DIGITS, 2 * DIGITS));
        }
    }

    private static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm)
                    .digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static void addChecksum(String text, Set<String> hashes) {
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.US_ASCII));
        String decimal = Long.toString(checksum.getValue());
        if (decimal.length() >= SHORTEST_NUMBER) {
            hashes.add(decimal);
        }
        hashes.add(String.format("%08x", checksum.getValue()));
    }
}
