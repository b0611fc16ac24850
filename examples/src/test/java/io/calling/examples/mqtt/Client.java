package io.calling.examples.mqtt;

import io.calling.PeerId;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Somebody with an account and a program of their own, who tries what they like. */
final class Client implements AutoCloseable, MqttCallback {
    static final int NOT_AUTHORIZED = 0x87;
    private static final long PATIENCE_MILLIS = 120_000;

    private final BlockingQueue<Message> arrived = new LinkedBlockingQueue<>();
    private final MqttAsyncClient client;

    /** What arrived; {@code secondsLeft} until it would have been dropped. */
    record Message(String topic, String text, long secondsLeft) {}

    private Client(MqttAsyncClient client) {
        this.client = client;
    }

    /** Connects, and takes over the session of that name if there is one. */
    static Client connect(MqttBroker broker, PeerId account, String device) throws MqttException {
        MqttAsyncClient paho =
                new MqttAsyncClient(broker.serverUri(), device, new MemoryPersistence());
        Client client = new Client(paho);
        paho.setCallback(client);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(60L);
        options.setUserName(Topics.name(account));
        options.setPassword(
                Mosquitto.password(Topics.name(account)).getBytes(StandardCharsets.UTF_8));
        broker.authorities().ifPresent(options::setSocketFactory);
        try {
            paho.connect(options).waitForCompletion(PATIENCE_MILLIS);
        } catch (MqttException e) {
            client.close();
            throw e;
        }
        return client;
    }

    void subscribe(String topic) throws MqttException {
        client.subscribe(topic, 1).waitForCompletion(PATIENCE_MILLIS);
    }

    /** Gives the broker's answer, of which 0x80 and more mean no. */
    int publish(String topic, String text) throws MqttException {
        IMqttToken token = client.publish(topic, text.getBytes(StandardCharsets.UTF_8), 1, false);
        token.waitForCompletion(PATIENCE_MILLIS);
        return token.getReasonCodes()[0];
    }

    Message next() throws InterruptedException {
        Message message = arrived.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (message == null) {
            throw new AssertionError("nothing arrived");
        }
        return message;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        Long left = message.getProperties().getMessageExpiryInterval();
        arrived.add(
                new Message(
                        topic,
                        new String(message.getPayload(), StandardCharsets.UTF_8),
                        left == null ? Long.MAX_VALUE : left));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect(0).waitForCompletion(PATIENCE_MILLIS);
        }
        client.close(true);
    }
}
