package io.calling.examples.mqtt;

import io.calling.PeerId;
import io.calling.signaling.SignalingChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * A device's connection to an MQTT 5 broker. It comes back by itself after it was lost, and goes on
 * with the same session, in which the broker has kept what came meanwhile.
 *
 * <p>A limit of the client that it stands on, Paho 1.2.5: where a broker takes a connection and
 * hangs up before it has said a word, a thread of Paho's waits for ever.
 */
public final class MqttSignaling implements SignalingChannel, AutoCloseable {
    /** What nobody has fetched for so long is dropped: the caller has given up, or tries again. */
    static final Duration KEPT_FOR = Duration.ofSeconds(60);

    /** For so long a broker remembers a device that does not come back. */
    private static final Duration SESSION = Duration.ofDays(14);

    private static final Duration CONNECTING = Duration.ofSeconds(30);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final int AT_LEAST_ONCE = 1;
    private static final int FIRST_FAILURE = 0x80;
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final PeerId self;
    private final MqttAsyncClient client;
    private final Arrivals arrivals = new Arrivals();
    private final Connection connection;
    private final MqttConnectionOptions options;
    private final Duration patience;

    private MqttSignaling(
            MqttBroker broker, PeerId self, String device, String password, Duration patience)
            throws MqttException {
        this.self = self;
        this.patience = patience;
        this.options = options(broker, self, password);
        this.client = new MqttAsyncClient(broker.serverUri(), device, new MemoryPersistence());
        this.connection = new Connection(client::isConnected, this::onArrival, this::open);
        client.setCallback(connection);
    }

    /**
     * Connects and subscribes.
     *
     * @param device an identifier that this device made at random when it was set up, keeps, and
     *     shows to nobody: whoever knows it and has an account can end this device's connections
     * @param password of the account
     * @throws IOException if there is no broker, or it refuses
     */
    public static MqttSignaling connect(
            MqttBroker broker, PeerId self, String device, String password) throws IOException {
        return connect(broker, self, device, password, Duration.ofSeconds(30));
    }

    /**
     * The same with another patience.
     *
     * @param patience how long sending takes at most, while the connection is lost
     */
    static MqttSignaling connect(
            MqttBroker broker, PeerId self, String device, String password, Duration patience)
            throws IOException {
        try {
            MqttSignaling signaling = new MqttSignaling(broker, self, device, password, patience);
            try {
                signaling.open();
            } catch (MqttException | IOException e) {
                signaling.close();
                throw e;
            }
            return signaling;
        } catch (MqttException e) {
            throw failure("the broker does not let us in", e);
        }
    }

    private static MqttConnectionOptions options(MqttBroker broker, PeerId self, String password) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(Topics.name(self));
        options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        options.setCleanStart(false);
        options.setSessionExpiryInterval(SESSION.toSeconds());
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout((int) CONNECTING.toSeconds());
        broker.authorities().ifPresent(options::setSocketFactory);
        return options;
    }

    /** Subscribes each time: a broker may have forgotten its sessions. */
    private void open() throws MqttException, IOException {
        if (!client.isConnected()) {
            client.connect(options).waitForCompletion(CONNECTING.toMillis());
        }
        IMqttToken subscribed = client.subscribe(Topics.inbox(self), AT_LEAST_ONCE);
        subscribed.waitForCompletion(CONNECTING.toMillis());
        requireGood(subscribed, "the broker does not let us read our inbox");
    }

    private void onArrival(String topic, byte[] payload) {
        Topics.sender(topic)
                .ifPresent(from -> arrivals.add(from, new String(payload, StandardCharsets.UTF_8)));
    }

    /** Returns when the broker has the message; waits for a connection that was lost. */
    @Override
    public void send(PeerId to, String message) throws IOException, InterruptedException {
        String topic = Topics.message(to, self);
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            connection.await(deadline);
            try {
                IMqttToken taken = client.publish(topic, message(message));
                taken.waitForCompletion(Math.max(1, Connection.millisUntil(deadline)));
                requireGood(taken, "the broker refuses the message");
                return;
            } catch (MqttException e) {
                // Lost on the way, perhaps after it was taken: twice is better than not at all.
                connection.pause(deadline, e);
            }
        }
    }

    private static MqttMessage message(String text) {
        MqttMessage message = new MqttMessage(text.getBytes(StandardCharsets.UTF_8));
        message.setQos(AT_LEAST_ONCE);
        MqttProperties properties = new MqttProperties();
        properties.setMessageExpiryInterval(KEPT_FOR.toSeconds());
        message.setProperties(properties);
        return message;
    }

    private static void requireGood(IMqttToken token, String otherwise) throws IOException {
        int[] reasons = token.getReasonCodes();
        if (reasons != null && Arrays.stream(reasons).anyMatch(r -> r >= FIRST_FAILURE)) {
            throw new IOException(otherwise + ": reason " + Arrays.toString(reasons));
        }
    }

    private static IOException failure(String words, MqttException e) {
        return new IOException(words + ": reason " + e.getReasonCode(), e);
    }

    @Override
    public void onMessage(Handler handler) {
        arrivals.listen(handler);
    }

    /** Closes the connection. The session stays at the broker, and keeps what comes. */
    @Override
    public void close() {
        if (connection.close()) {
            disconnect();
            try {
                client.close(true);
            } catch (MqttException e) {
                throw new IllegalStateException("a closed connection cannot be released", e);
            }
        }
    }

    private void disconnect() {
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(FAREWELL.toMillis());
            } else {
                client.disconnectForcibly(0, 0, false); // an attempt may be under way
            }
        } catch (MqttException e) {
            // lost meanwhile
        }
    }
}
