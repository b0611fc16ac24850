package io.calling.testkit.junit;

import io.calling.ice.net.IpLiteral;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in a text what no log may say: an address, an ICE password, a key, a named secret. Pure.
 */
final class Secrets {
    private static final Pattern MAYBE_ADDRESS =
            Pattern.compile(
                    "(?<![\\w.:])(?:\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\w.]*\\w)"
                            + "|[0-9a-fA-F:]*:[0-9a-fA-F:]*:[0-9a-fA-F:.]*)");

    private static final Pattern SDP =
            Pattern.compile(
                    "(?i)a=(candidate|ice-ufrag|ice-pwd|fingerprint|crypto)|ice-pwd|ufrag=");

    private final Set<String> named = new LinkedHashSet<>();

    void add(String secret) {
        if (secret.length() < 4) {
            throw new IllegalArgumentException("a secret of less than 4 characters is everywhere");
        }
        named.add(secret);
    }

    void clear() {
        named.clear();
    }

    /** The first thing in a text that must not be there. */
    Optional<String> firstIn(String text) {
        Matcher sdp = SDP.matcher(text);
        if (sdp.find()) {
            return Optional.of("SDP: " + sdp.group());
        }
        Optional<String> secret = named.stream().filter(text::contains).findFirst();
        return secret.isPresent() ? secret.map(s -> "a named secret") : addressIn(text);
    }

    private static Optional<String> addressIn(String text) {
        Matcher matcher = MAYBE_ADDRESS.matcher(text);
        while (matcher.find()) {
            String token = matcher.group();
            InetAddress address = IpLiteral.parse(token);
            if (address != null && !address.isAnyLocalAddress()) {
                return Optional.of("an address: " + token);
            }
        }
        return Optional.empty();
    }
}
