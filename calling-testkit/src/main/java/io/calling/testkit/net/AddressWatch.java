package io.calling.testkit.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Looks at every byte that is carried to somebody for addresses of others: plain, reversed, XORed
 * and as text, anywhere in a payload that is not ciphertext, and as the packet's source. Not
 * thread-safe.
 */
final class AddressWatch {
    private final List<Needle> needles = new ArrayList<>();
    private final Map<InetAddress, String> owners = new LinkedHashMap<>();
    private final Map<Key, Sighting> sightings = new LinkedHashMap<>();
    private final boolean[] firstTwoBytes = new boolean[1 << 16];

    private record Needle(String party, AddressForms.Pattern pattern) {
        byte[] bytes() {
            return pattern.bytes().raw();
        }
    }

    private record Key(String party, String observer, Sighting.Form form) {}

    void add(String party, List<InetAddress> addresses) {
        for (InetAddress address : addresses) {
            if (owners.put(address, party) == null && !address.isLoopbackAddress()) {
                AddressForms.of(address).forEach(pattern -> add(new Needle(party, pattern)));
            }
        }
    }

    private void add(Needle needle) {
        needles.add(needle);
        firstTwoBytes[pair(needle.bytes(), 0)] = true;
    }

    List<Sighting> sightings(String party, String observer) {
        return sightings.values().stream()
                .filter(s -> s.party().equals(party) && s.observer().equals(observer))
                .toList();
    }

    void inspect(String observer, Packet packet) {
        inspectSource(observer, packet);
        byte[] payload = packet.payload().raw();
        int end = Encrypted.from(payload);
        for (int at = 0; at + 4 <= end; at++) {
            int pair = pair(payload, at);
            if (firstTwoBytes[pair]) {
                inspectAt(observer, packet, at);
            }
            if (pair == AddressForms.COOKIE >>> 16 && at + 16 <= payload.length) {
                inspectStun(observer, packet, Arrays.copyOfRange(payload, at + 4, at + 16));
            }
        }
    }

    private void inspectSource(String observer, Packet packet) {
        InetSocketAddress from = packet.from();
        String party = owners.get(from.getAddress());
        if (party != null) {
            saw(party, observer, Sighting.Form.SOURCE, packet, -1);
        }
    }

    private void inspectAt(String observer, Packet packet, int at) {
        for (Needle needle : needles) {
            boolean whole =
                    needle.pattern.form() != Sighting.Form.TEXT
                            || isWhole(packet.payload().raw(), at, needle.bytes().length);
            if (whole && stands(needle.bytes(), packet.payload().raw(), at)) {
                saw(needle.party, observer, needle.pattern.form(), packet, at);
            }
        }
    }

    // IPv6 addresses are hidden under the message's own transaction id.
    private void inspectStun(String observer, Packet packet, byte[] transactionId) {
        owners.forEach(
                (address, party) -> {
                    if (address.getAddress().length == 16) {
                        byte[] hidden = AddressForms.xored(address.getAddress(), transactionId);
                        int at = indexOf(hidden, packet.payload().raw());
                        if (at >= 0) {
                            saw(party, observer, Sighting.Form.XORED, packet, at);
                        }
                    }
                });
    }

    private void saw(String party, String observer, Sighting.Form form, Packet packet, int offset) {
        if (Objects.equals(party, observer)) {
            return;
        }
        sightings.merge(
                new Key(party, observer, form),
                new Sighting(party, observer, form, packet.id(), offset, 1),
                (first, now) -> first.again());
    }

    // 192.0.2.1 does not stand in 192.0.2.10.
    private static boolean isWhole(byte[] text, int at, int length) {
        int end = at + length;
        return (at == 0 || !isDigit(text[at - 1])) && (end >= text.length || !isDigit(text[end]));
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static int indexOf(byte[] wanted, byte[] bytes) {
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (stands(wanted, bytes, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean stands(byte[] wanted, byte[] bytes, int at) {
        int end = at + wanted.length;
        return end <= bytes.length && Arrays.equals(wanted, 0, wanted.length, bytes, at, end);
    }

    private static int pair(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
