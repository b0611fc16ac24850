package io.calling.examples.mqtt;

import io.calling.PeerId;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Topics of messages: {@code calls/ADDRESSEE/SENDER}, the names in percent encoding. */
final class Topics {
    private static final String ROOT = "calls/";

    private Topics() {}

    /** All that is sent to {@code self}. */
    static String inbox(PeerId self) {
        return ROOT + name(self) + "/+";
    }

    static String message(PeerId to, PeerId from) {
        return ROOT + name(to) + "/" + name(from);
    }

    /**
     * The name of a party as one level of a topic, and as its user name at the broker: without
     * {@code / + # $}, which have a meaning there.
     *
     * @throws IllegalArgumentException if it holds half a surrogate pair, which would make it the
     *     name of somebody else
     */
    static String name(PeerId party) {
        String name = URLEncoder.encode(party.value(), StandardCharsets.UTF_8).replace("+", "%20");
        if (!URLDecoder.decode(name, StandardCharsets.UTF_8).equals(party.value())) {
            throw new IllegalArgumentException("a name is no valid Unicode");
        }
        return name;
    }

    /**
     * Who sent a message; empty where the name is not written as {@link #name} does, since {@code
     * b%6Fb} is another account than {@code bob}.
     */
    static Optional<PeerId> sender(String topic) {
        String name = topic.substring(topic.lastIndexOf('/') + 1);
        try {
            return Optional.of(PeerId.of(URLDecoder.decode(name, StandardCharsets.UTF_8)))
                    .filter(sender -> name(sender).equals(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
