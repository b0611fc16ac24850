package io.calling.testkit.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every byte that is carried to somebody for addresses of others: plain, reversed, XORed,
 * hashed and as text, anywhere in a payload that is not ciphertext, and as the packet's source. Not
 * thread-safe.
 */
final class AddressWatch {
    /** By their first two bytes. */
    private final @Nullable List<Needle>[] needles = lists();

    private final Map<InetAddress, Set<String>> owners = new LinkedHashMap<>();
    private final Map<Key, Sighting> sightings = new LinkedHashMap<>();

    /** Something to look for; {@code owners} are all who have the address, as time goes on. */
    private record Needle(String party, Set<String> owners, AddressForms.Pattern pattern) {
        byte[] bytes() {
            return pattern.bytes().raw();
        }

        boolean isText() {
            return pattern.form() == Sighting.Form.TEXT;
        }
    }

    private record Key(String party, String observer, Sighting.Form form) {}

    @SuppressWarnings("unchecked")
    private static @Nullable List<Needle>[] lists() {
        return (List<Needle>[]) new List<?>[1 << 16];
    }

    void add(String party, List<InetAddress> addresses) {
        for (InetAddress address : addresses) {
            Set<String> parties = owners.computeIfAbsent(address, key -> new LinkedHashSet<>());
            if (parties.add(party) && !address.isLoopbackAddress()) {
                AddressForms.of(address).forEach(form -> add(new Needle(party, parties, form)));
            }
        }
    }

    private void add(Needle needle) {
        int firstTwo = pair(needle.bytes(), 0);
        List<Needle> same = needles[firstTwo];
        if (same == null) {
            same = new ArrayList<>();
            needles[firstTwo] = same;
        }
        same.add(needle);
    }

    List<Sighting> sightings(String party, String observer) {
        return sightings.values().stream()
                .filter(s -> s.party().equals(party) && s.observer().equals(observer))
                .toList();
    }

    void inspect(String observer, Packet packet) {
        inspectSource(observer, packet);
        byte[] payload = packet.payload().raw();
        inspect(observer, packet.id(), payload, Encrypted.from(payload));
    }

    /** Looks at something that is no packet, and no ciphertext. */
    void inspect(String observer, byte[] bytes) {
        inspect(observer, 0, bytes, bytes.length);
    }

    private void inspect(String observer, long packet, byte[] payload, int end) {
        for (int at = 0; at + 4 <= end; at++) {
            int pair = pair(payload, at);
            List<Needle> candidates = needles[pair];
            if (candidates != null) {
                inspectAt(observer, packet, payload, at, candidates);
            }
            if (pair == AddressForms.COOKIE >>> 16 && at + 16 <= payload.length) {
                byte[] id = Arrays.copyOfRange(payload, at + 4, at + 16);
                inspectStun(observer, packet, payload, id);
            }
        }
    }

    private void inspectSource(String observer, Packet packet) {
        InetSocketAddress from = packet.from();
        Set<String> parties = owners.getOrDefault(from.getAddress(), Set.of());
        if (!parties.contains(observer)) {
            parties.forEach(p -> saw(p, observer, Sighting.Form.SOURCE, packet.id(), -1));
        }
    }

    private void inspectAt(
            String observer, long packet, byte[] payload, int at, List<Needle> candidates) {
        for (Needle needle : candidates) {
            if (stands(needle.bytes(), payload, at)
                    && (!needle.isText() || isWhole(payload, at, needle.bytes().length))
                    && !needle.owners.contains(observer)) { // what they share is no secret
                saw(needle.party, observer, needle.pattern.form(), packet, at);
            }
        }
    }

    // IPv6 addresses are hidden under the message's own transaction id.
    private void inspectStun(String observer, long packet, byte[] payload, byte[] transactionId) {
        owners.forEach(
                (address, parties) -> {
                    if (address.getAddress().length == 16 && !parties.contains(observer)) {
                        byte[] hidden = AddressForms.xored(address.getAddress(), transactionId);
                        int at = indexOf(hidden, payload);
                        if (at >= 0) {
                            parties.forEach(p -> saw(p, observer, Sighting.Form.XORED, packet, at));
                        }
                    }
                });
    }

    private void saw(String party, String observer, Sighting.Form form, long packet, int offset) {
        if (Objects.equals(party, observer)) {
            return;
        }
        sightings.merge(
                new Key(party, observer, form),
                new Sighting(party, observer, form, packet, offset, 1),
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
