package io.calling.examples.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Looks for traces of one party in bytes that another one received: its addresses, its sockets, its
 * host name; plain, in text, XORed as STUN does (RFC 8489, 14.2), and inside base64.
 *
 * <p>Four bytes of an address are not looked for in the ciphertext of media, where they stand by
 * chance now and then; everything else is looked for everywhere. Immutable and thread-safe.
 */
public final class AddressSearch {
    private static final byte[] MAGIC_COOKIE = {0x21, 0x12, (byte) 0xa4, 0x42};
    private static final int COOKIE_AND_TRANSACTION = 16;
    private static final int PORT = 2;

    private final List<BytePattern> patterns = new ArrayList<>();
    private final List<BytePattern> addresses = new ArrayList<>();
    private final List<BytePattern> sockets = new ArrayList<>();

    private AddressSearch() {}

    /**
     * A search.
     *
     * @param addresses addresses that nobody else in the call has: found wherever they stand
     * @param sockets sockets on addresses that others have too: found with their ports only
     * @param names host names, found as text
     */
    public static AddressSearch of(
            Collection<InetAddress> addresses,
            Collection<InetSocketAddress> sockets,
            Collection<String> names) {
        AddressSearch search = new AddressSearch();
        addresses.forEach(search::addAddress);
        sockets.forEach(search::addSocket);
        names.forEach(name -> search.patterns.add(BytePattern.text("host name", name)));
        return search;
    }

    private void addAddress(InetAddress address) {
        patterns.addAll(AddressForms.of(address));
        addresses.add(BytePattern.binary("address", address.getAddress()));
    }

    private void addSocket(InetSocketAddress socket) {
        patterns.addAll(AddressForms.of(socket));
        sockets.add(AddressForms.portAndAddress(socket));
    }

    /** What was found in the bytes, in words without the address; empty where nothing was. */
    public Optional<String> in(byte[] bytes) {
        return plain(bytes).or(() -> underStunMasks(bytes)).or(() -> inBase64(bytes));
    }

    private Optional<String> plain(byte[] bytes) {
        return firstOf(patterns, bytes);
    }

    private Optional<String> inBase64(byte[] bytes) {
        return Base64Runs.in(bytes).stream()
                .flatMap(run -> plain(run).stream())
                .map(found -> found + " of base64")
                .findFirst();
    }

    /** The mask is the magic cookie and the transaction id, wherever in the packet STUN begins. */
    private Optional<String> underStunMasks(byte[] bytes) {
        Optional<String> found = underMask(bytes, MAGIC_COOKIE);
        for (int at = 0; found.isEmpty() && at + COOKIE_AND_TRANSACTION <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + 4, MAGIC_COOKIE, 0, 4)) {
                found =
                        underMask(
                                bytes, Arrays.copyOfRange(bytes, at, at + COOKIE_AND_TRANSACTION));
            }
        }
        return found;
    }

    private Optional<String> underMask(byte[] bytes, byte[] cookieAndTransaction) {
        // The port is XORed with the cookie's first half, the address with the whole mask.
        byte[] mask = new byte[PORT + COOKIE_AND_TRANSACTION];
        System.arraycopy(MAGIC_COOKIE, 0, mask, 0, PORT);
        System.arraycopy(cookieAndTransaction, 0, mask, PORT, cookieAndTransaction.length);
        List<BytePattern> masked = new ArrayList<>();
        addresses.forEach(address -> masked.add(address.xored(mask, PORT)));
        sockets.forEach(socket -> masked.add(socket.xored(mask, 0)));
        return firstOf(masked, bytes);
    }

    private static Optional<String> firstOf(List<BytePattern> patterns, byte[] bytes) {
        int ciphertextFrom = RtpOnWire.ciphertextFrom(bytes);
        return patterns.stream()
                .flatMap(pattern -> pattern.in(bytes, ciphertextFrom).stream())
                .findFirst();
    }
}
