package io.calling.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.PeerId;
import io.calling.signaling.SignalingChannel;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualNetwork;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeSignalingTest {
    private static final PeerId ALICE = PeerId.of("alice");
    private static final PeerId BOB = PeerId.of("bob");

    private final TestClock clock = new TestClock();
    private final VirtualNetwork world = VirtualNetwork.on(clock, 1);
    private final FakeSignaling signaling =
            new FakeSignaling(world.host("service", "203.0.113.1").network());
    private final SignalingChannel alice = signaling.channel(ALICE);
    private final List<String> atBob = new ArrayList<>();

    @BeforeEach
    void bobListens() {
        signaling.channel(BOB).onMessage((from, text) -> atBob.add(from + ": " + text));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void send(String... texts) throws Exception {
        for (String text : texts) {
            alice.send(BOB, text);
        }
        clock.runDue();
    }

    @Test
    void messagesArriveInOrder() throws Exception {
        send("one", "two");
        assertThat(atBob).containsExactly("alice: one", "alice: two");
    }

    @Test
    void messagesToNobodyAreLost() throws Exception {
        alice.send(PeerId.of("nobody"), "hello");
        clock.runDue();
        assertThat(atBob).isEmpty();
    }

    @Test
    void lostMessagesAreRememberedAsLost() throws Exception {
        signaling.lose(message -> message.text().equals("one"));
        send("one", "two");
        assertThat(atBob).containsExactly("alice: two");
        assertThat(signaling.messages())
                .extracting(SignaledMessage::delivered)
                .containsExactly(0, 1);
    }

    @Test
    void delayedMessagesComeLater() throws Exception {
        signaling.delay(Duration.ofMillis(300));
        send("one");
        clock.advance(Duration.ofMillis(299));
        assertThat(atBob).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(atBob).hasSize(1);
    }

    @Test
    void duplicatedMessagesComeTwice() throws Exception {
        signaling.duplicate();
        send("one");
        assertThat(atBob).containsExactly("alice: one", "alice: one");
    }

    @Test
    void reorderedMessagesComeInPairsTheSecondFirst() throws Exception {
        signaling.reorder();
        send("one", "two", "three");
        assertThat(atBob).containsExactly("alice: two", "alice: one");
        signaling.behave();
        clock.runDue();
        assertThat(atBob).endsWith("alice: three");
    }

    @Test
    void replayedMessagesComeOnceMore() throws Exception {
        send("one", "two");
        signaling.replay();
        clock.runDue();
        assertThat(atBob).containsExactly("alice: one", "alice: two", "alice: one", "alice: two");
    }

    @Test
    void changedMessagesArriveChanged() throws Exception {
        signaling.change(text -> text.replace('o', '0'));
        send("one");
        assertThat(atBob).containsExactly("alice: 0ne");
    }

    @Test
    void aBrokenChannelThrows() {
        signaling.throwOn(message -> true);
        assertThatThrownBy(() -> send("one")).isInstanceOf(IOException.class);
    }

    @Test
    void messagesThatNobodySentCanBeInjected() {
        signaling.inject(PeerId.of("mallory"), BOB, "it is me, Alice");
        assertThat(atBob).containsExactly("mallory: it is me, Alice");
    }
}
