package io.calling.ice;

import static io.calling.ice.IceParty.await;
import static io.calling.ice.IceParty.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.NioNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Listens to every logger of the process at every level while a call is made; SLF4J goes to the
 * same loggers here. ice4j by itself prints {@code ice-pwd} and addresses.
 */
class IceLoggingTest {
    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();
    private final Logger root = Logger.getLogger("");
    private final Level rootLevel = root.getLevel();
    private final List<Handler> handlers = List.of(root.getHandlers());
    private final FakeRelays relays = new FakeRelays();
    private final Handler ear =
            new Handler() {
                @Override
                public void publish(LogRecord record) {
                    records.add(record);
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
    private NioNetwork network;

    @BeforeEach
    void listen() throws IOException {
        network = NioNetwork.open();
        handlers.forEach(root::removeHandler);
        root.setLevel(Level.ALL);
        ear.setLevel(Level.ALL);
        root.addHandler(ear);
    }

    @AfterEach
    void stopListening() {
        root.removeHandler(ear);
        handlers.forEach(root::addHandler);
        root.setLevel(rootLevel);
        awaitUntil(() -> relays.open() == 0);
        network.close();
    }

    @Test
    void L23_noLoggerAtAnyLevelHearsOfAddressesOrSecrets() {
        assertNoSecrets(secretsOfACall());
    }

    @Test
    void L23_notEvenWhenTheApplicationTurnsEveryLoggerUp() {
        secretsOfACall();
        for (String name : Collections.list(LogManager.getLogManager().getLoggerNames())) {
            Logger logger = LogManager.getLogManager().getLogger(name);
            if (logger != null && name.startsWith("org.")) {
                logger.setLevel(Level.ALL);
            }
        }

        assertNoSecrets(secretsOfACall());
        assertThat(records)
                .extracting(LogRecord::getLoggerName)
                .noneMatch(name -> name.startsWith("org.ice4j") || name.startsWith("org.jitsi"));
    }

    private List<String> secretsOfACall() {
        IceParty alice = new IceParty(network, relays).gather();
        IceParty bob = new IceParty(network, relays).gather();
        IceParty.connect(alice, bob);
        await(alice.connected);
        await(bob.connected);
        awaitUntil(() -> alice.isSettled() && bob.isSettled());
        alice.transport.networkChanged();
        List<String> secrets = new ArrayList<>();
        for (IceParty party : List.of(alice, bob)) {
            secrets.add(party.transport.localCredentials().userFragment());
            secrets.add(party.transport.localCredentials().password());
            secrets.add(party.candidates.get(0).address().getAddress().getHostAddress());
            secrets.add(Integer.toString(party.candidates.get(0).address().getPort()));
        }
        secrets.add(relays.mapped.getHostAddress());
        alice.close();
        bob.close();
        awaitUntil(() -> relays.open() == 0);
        return secrets;
    }

    private void assertNoSecrets(List<String> secrets) {
        for (LogRecord record : records) {
            String all =
                    record.getMessage()
                            + List.of(
                                    record.getParameters() == null
                                            ? new Object[0]
                                            : record.getParameters())
                            + record.getThrown();
            for (String secret : secrets) {
                assertThat(all).as(record.getLoggerName()).doesNotContain(secret);
            }
        }
    }
}
