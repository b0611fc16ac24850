package io.calling.examples.mqtt;

import io.calling.examples.CommandLine;
import io.calling.examples.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line of {@code signaling-mqtt} says.
 *
 * @param ofAlice her broker
 * @param ofBob his broker, which may be the same
 */
record MqttCallOptions(
        MqttBroker ofAlice, MqttBroker ofBob, String alicePassword, String bobPassword) {
    static final String HELP =
            """
            signaling-mqtt: Alice calls Bob's two devices, with messages over your MQTT brokers

              --broker mqtts://HOST:PORT   a broker, set up as in docs/mosquitto.conf (required);
                                           twice for two that are joined: Alice's, then Bob's
              --ca FILE                    authorities to trust in place of the JDK's, PEM
              --alice-password P           of the broker's user alice (required)
              --bob-password P             of the broker's user bob (required)""";

    private static final Set<String> OPTIONS =
            Set.of("broker", "ca", "alice-password", "bob-password");

    static MqttCallOptions parse(List<String> arguments) throws UsageException {
        CommandLine line = CommandLine.parse(arguments, OPTIONS, Set.of(), Set.of("broker"));
        List<MqttBroker> brokers = new ArrayList<>();
        for (String uri : line.values("broker")) {
            brokers.add(broker(uri, line.value("ca")));
        }
        if (brokers.isEmpty() || brokers.size() > 2) {
            throw new UsageException("Option '--broker' has to be given once or twice.");
        }
        return new MqttCallOptions(
                brokers.get(0),
                brokers.get(brokers.size() - 1),
                required(line, "alice-password"),
                required(line, "bob-password"));
    }

    private static MqttBroker broker(String uri, Optional<String> authorities)
            throws UsageException {
        try {
            MqttBroker broker = MqttBroker.at(uri);
            return authorities.isEmpty() ? broker : broker.trusting(Path.of(authorities.get()));
        } catch (IllegalArgumentException e) {
            throw new UsageException("Option '--broker': " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new UsageException("Option '--ca' wants a file of certificates (PEM).");
        }
    }

    private static String required(CommandLine line, String name) throws UsageException {
        return line.value(name)
                .orElseThrow(() -> new UsageException("Option '--" + name + "' is missing."));
    }
}
