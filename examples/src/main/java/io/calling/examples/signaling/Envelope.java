package io.calling.examples.signaling;

import io.calling.PeerId;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One line between a party and the server: a name, a space, a message. Towards the server the name
 * is the addressee's, from the server the sender's; the first line of a connection has the party's
 * own name and no message.
 *
 * @param party the other party, or oneself in the first line
 * @param message printable ASCII; empty in the first line
 */
record Envelope(PeerId party, String message) {
    static final int MAX_LINE = 20_000;

    String line() {
        return URLEncoder.encode(party.value(), StandardCharsets.UTF_8) + " " + message + "\n";
    }

    static Optional<Envelope> parse(String line) {
        int space = line.indexOf(' ');
        if (space < 1) {
            return Optional.empty();
        }
        try {
            String name = URLDecoder.decode(line.substring(0, space), StandardCharsets.UTF_8);
            return Optional.of(new Envelope(PeerId.of(name), line.substring(space + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
