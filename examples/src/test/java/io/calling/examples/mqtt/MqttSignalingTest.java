package io.calling.examples.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.calling.PeerId;
import io.calling.testkit.junit.ThreadLeakExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The broker's configuration of the documentation, and what it lets nobody do. */
@Timeout(300)
@ExtendWith(ThreadLeakExtension.class)
class MqttSignalingTest {
    private static final PeerId ALICE = PeerId.of("alice");
    private static final PeerId BOB = PeerId.of("bob of the hill");
    private static final PeerId EVE = PeerId.of("eve");
    private static final String PHONE = "hZ2kPqT8-phone";

    @TempDir private Path directory;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private Mosquitto broker;

    @BeforeEach
    void start() throws Exception {
        broker = keep(Mosquitto.start(directory, "alice", "bob%20of%20the%20hill", "eve"));
    }

    @AfterEach
    void stop() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        opened.push(part);
        return part;
    }

    private MqttSignaling connect(PeerId self, String device) throws Exception {
        return connect(broker.address(), self, device);
    }

    private MqttSignaling connect(MqttBroker address, PeerId self, String device)
            throws IOException {
        String password = Mosquitto.password(Topics.name(self));
        Duration patience = Duration.ofSeconds(90);
        return keep(MqttSignaling.connect(address, self, device, password, patience));
    }

    private void listen(MqttSignaling device, String name) {
        device.onMessage((from, text) -> heard.add(name + " hears " + from + ": " + text));
    }

    private String next() throws InterruptedException {
        return heard.poll(120, TimeUnit.SECONDS);
    }

    @Test
    void eachDeviceHearsWhatIsSentToItsAccount() throws Exception {
        listen(connect(BOB, PHONE), "phone");
        listen(connect(BOB, "desk"), "desk");
        String longest = "x".repeat(16_384);
        connect(ALICE, "a").send(BOB, longest);
        assertThat(new String[] {next(), next()})
                .containsExactlyInAnyOrder(
                        "phone hears alice: " + longest, "desk hears alice: " + longest);
    }

    @Test
    void whatComesWhileADeviceIsAwayWaitsForIt() throws Exception {
        connect(BOB, PHONE).close();
        connect(ALICE, "a").send(BOB, "are you there?");
        MqttSignaling back = connect(BOB, PHONE);
        back.send(ALICE, "after what was kept"); // it may be here before anybody listens
        listen(back, "phone");
        assertThat(next()).isEqualTo("phone hears alice: are you there?");
    }

    @Test
    void whatWaitsIsDroppedAfterAMinute() throws Exception {
        Client bob = keep(Client.connect(broker.address(), BOB, "raw"));
        bob.subscribe(Topics.inbox(BOB));
        connect(ALICE, "a").send(BOB, "now");
        assertThat(bob.next().secondsLeft()).isBetween(1L, MqttSignaling.KEPT_FOR.toSeconds());
    }

    @Test
    void nobodyReadsTheInboxOfAnother() throws Exception {
        MqttSignaling bob = connect(BOB, PHONE);
        listen(bob, "phone");
        Client eve = keep(Client.connect(broker.address(), EVE, "e"));
        for (String topic : new String[] {"#", "calls/#", "calls/+/+", Topics.inbox(BOB)}) {
            eve.subscribe(topic);
        }
        eve.subscribe(Topics.inbox(EVE));
        connect(ALICE, "a").send(BOB, "for Bob alone");
        assertThat(next()).contains("for Bob alone");
        bob.send(EVE, "for Eve"); // the broker hands on in order
        assertThat(eve.next().text()).isEqualTo("for Eve");
    }

    @Test
    void nobodyWritesUnderTheNameOfAnother() throws Exception {
        listen(connect(BOB, PHONE), "phone");
        Client eve = keep(Client.connect(broker.address(), EVE, "e"));
        assertThat(eve.publish(Topics.message(BOB, ALICE), "it is me, Alice"))
                .isEqualTo(Client.NOT_AUTHORIZED);
        assertThat(eve.publish(Topics.message(BOB, EVE), "it is me")).isLessThan(0x80);
        assertThat(next()).isEqualTo("phone hears eve: it is me");
    }

    @Test
    void whoLearnsTheIdentifierOfADeviceGetsNothingThatWaitsThere() throws Exception {
        connect(BOB, PHONE).close();
        connect(ALICE, "a").send(BOB, "for Bob alone");
        Client eve = keep(Client.connect(broker.address(), EVE, PHONE));
        eve.subscribe(Topics.inbox(EVE));
        assertThat(eve.publish(Topics.message(EVE, EVE), "my own")).isLessThan(0x80);
        assertThat(eve.next().text()).isEqualTo("my own");
    }

    @Test
    void aBrokerThatComesBackHasLostNothing() throws Exception {
        MqttSignaling alice = connect(ALICE, "a");
        MqttSignaling bob = connect(BOB, PHONE);
        listen(bob, "phone");
        broker.close();
        Thread sender = new Thread(() -> sendQuietly(alice, "while it was down"));
        sender.start();
        broker.startAgain();
        assertThat(next()).isEqualTo("phone hears alice: while it was down");
        sender.join();
    }

    private static void sendQuietly(MqttSignaling from, String text) {
        try {
            from.send(BOB, text);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aBrokerThatStaysAwayIsTold() throws Exception {
        String password = Mosquitto.password("alice");
        Duration patience = Duration.ofSeconds(2);
        MqttSignaling alice =
                keep(MqttSignaling.connect(broker.address(), ALICE, "a", password, patience));
        broker.close();
        assertThatIOException().isThrownBy(() -> alice.send(BOB, "hello?"));
    }

    @Test
    void aClosedConnectionSendsNothing() throws Exception {
        MqttSignaling alice = connect(ALICE, "a");
        alice.close();
        assertThatIOException()
                .isThrownBy(() -> alice.send(BOB, "hello?"))
                .withMessage("the connection to the broker was closed");
    }

    @Test
    void aWrongPasswordLetsNobodyIn() {
        assertThatIOException()
                .isThrownBy(() -> MqttSignaling.connect(broker.address(), ALICE, "a", "a guess"));
    }

    @Test
    void aCertificateThatNamesAnotherHostEndsTheConnection() throws Exception {
        connect(broker.address("127.0.0.1"), ALICE, "a");
        assertThatIOException().isThrownBy(() -> connect(broker.address("127.0.0.2"), ALICE, "b"));
    }

    @Test
    void aCertificateOfAnUnknownAuthorityEndsTheConnection() throws Exception {
        MqttBroker jdkAuthorities = MqttBroker.at(broker.address().uri().toString());
        assertThatIOException().isThrownBy(() -> connect(jdkAuthorities, ALICE, "a"));
    }

    @Test
    void aMessageInAnotherNotationOfANameIsDropped() {
        assertThat(Topics.sender("calls/alice/bob")).contains(PeerId.of("bob"));
        assertThat(Topics.sender("calls/alice/b%6Fb")).isEmpty();
        assertThat(Topics.sender("calls/alice/%")).isEmpty();
        assertThat(Topics.sender("calls/alice/")).isEmpty();
    }
}
