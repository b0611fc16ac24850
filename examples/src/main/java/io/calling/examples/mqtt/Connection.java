package io.calling.examples.mqtt;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * Brings a lost connection back, and lets senders wait for it. Paho could do the former, but a
 * client that is closed meanwhile would leave a thread behind. Thread-safe.
 */
final class Connection implements MqttCallback {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LOOK_MILLIS = 100;
    private static final int FIRST_DELAY_MILLIS = 250;
    private static final int LAST_DELAY_MILLIS = 8_000;

    private final BooleanSupplier connected;
    private final Arrival arrival;
    private final Attempt attempt;
    private boolean closed;
    private @Nullable Thread keeper;

    interface Arrival {
        void of(String topic, byte[] payload);
    }

    interface Attempt {
        /** Connects and subscribes. */
        void now() throws MqttException, IOException;
    }

    Connection(BooleanSupplier connected, Arrival arrival, Attempt attempt) {
        this.connected = connected;
        this.arrival = arrival;
        this.attempt = attempt;
    }

    @Override
    public synchronized void disconnected(MqttDisconnectResponse reason) {
        if (!closed && keeper == null) {
            Thread thread = new Thread(this::bringBack, "mqtt-reconnect");
            thread.setDaemon(true);
            thread.start();
            keeper = thread;
        }
    }

    /** A broker that comes back is met by all its devices: they spread by chance, and slow down. */
    private void bringBack() {
        int delay = FIRST_DELAY_MILLIS;
        while (mayTryAfter(ThreadLocalRandom.current().nextInt(delay / 2, delay))) {
            try {
                attempt.now();
                if (isBack()) {
                    return;
                }
            } catch (MqttException | IOException e) {
                delay = Math.min(2 * delay, LAST_DELAY_MILLIS);
            }
        }
    }

    private synchronized boolean mayTryAfter(long millis) {
        long deadline = System.nanoTime() + millis * NANOS_PER_MILLI;
        try {
            while (!closed && millisUntil(deadline) > 0) {
                wait(millisUntil(deadline));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !closed;
    }

    /** Unless it was lost again meanwhile, of which {@link #disconnected} took no notice. */
    private synchronized boolean isBack() {
        boolean back = connected.getAsBoolean();
        if (back) {
            keeper = null;
            notifyAll();
        }
        return back;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        arrival.of(topic, message.getPayload());
    }

    /** Waits until there is a connection. */
    synchronized void await(long deadlineNanos) throws IOException, InterruptedException {
        while (!closed && !connected.getAsBoolean()) {
            long millis = millisUntil(deadlineNanos);
            if (millis <= 0) {
                throw new IOException("there is no connection to the broker");
            }
            wait(Math.min(millis, LOOK_MILLIS));
        }
        if (closed) {
            throw new IOException("the connection to the broker was closed");
        }
    }

    /** Waits a moment before another attempt to send; fails once the time has come. */
    synchronized void pause(long deadlineNanos, MqttException otherwise)
            throws IOException, InterruptedException {
        if (millisUntil(deadlineNanos) <= 0) {
            throw new IOException("the broker did not take the message in time", otherwise);
        }
        wait(LOOK_MILLIS);
    }

    /** Milliseconds left, at least 1 while there is time: 0 would be for ever. */
    static long millisUntil(long deadlineNanos) {
        long left = deadlineNanos - System.nanoTime();
        return left <= 0 ? 0 : Math.max(1, left / NANOS_PER_MILLI);
    }

    /** Nobody waits any longer, and nothing comes back; whether it is the first time. */
    boolean close() {
        Thread last;
        synchronized (this) {
            if (closed) {
                return false;
            }
            closed = true;
            notifyAll();
            last = keeper;
        }
        if (last != null) {
            awaitEnd(last);
        }
        return true;
    }

    /** An attempt that is under way cannot be broken off. */
    private static void awaitEnd(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // Who has connected knows.
    }

    @Override
    public void mqttErrorOccurred(MqttException error) {
        // What it means for a message says the token of the message.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // The sender waits for it.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // A password is all that we have.
    }
}
