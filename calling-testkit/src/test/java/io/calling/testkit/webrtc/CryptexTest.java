package io.calling.testkit.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.CallState;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.MediaKind;
import io.calling.sdp.SdpException;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.relay.EmbeddedRelay;
import io.calling.testkit.relay.RelayObserver;
import io.calling.testkit.relay.RelayedPacket;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** RFC 9335, 4: header extensions are encrypted where both sides have said so, and only there. */
class CryptexTest {
    private static final String LINE = "a=cryptex\r\n";
    private static final int IN_CLEAR = 0xBEDE;
    private static final int ENCRYPTED = 0xC0DE;

    @RegisterExtension final ThreadLeakExtension threads = ThreadLeakExtension.except("ice4j.*");
    @RegisterExtension final LogLeakExtension logs = new LogLeakExtension();

    /** How the header extensions of RTP packets on the wire begin. */
    private final Set<Integer> profiles = ConcurrentHashMap.newKeySet();

    private EmbeddedRelay relay;
    private Side alice;
    private Side bob;

    @BeforeEach
    void start() throws Exception {
        relay = EmbeddedRelay.builder().user("alice", "secret-a").user("bob", "secret-b").start();
        relay.observe(
                new RelayObserver() {
                    @Override
                    public void onRelayed(RelayedPacket packet) {
                        note(packet.data().toByteArray());
                    }
                });
    }

    private void note(byte[] datagram) {
        boolean isRtp = datagram.length > 16 && (datagram[0] & 0xC0) == 0x80;
        if (isRtp && (datagram[0] & 0x10) != 0 && (datagram[1] & 0x7F) == 111) {
            profiles.add((datagram[12] & 0xFF) << 8 | datagram[13] & 0xFF);
        }
    }

    @AfterEach
    void end() throws Exception {
        alice.close();
        bob.close();
        Side.await(() -> relay.allocations() == 0);
        relay.close();
    }

    private void call(boolean ofAlice, boolean ofBob) throws Exception {
        alice = new Side(RelayProvider.of(relay.server("alice")), ofAlice);
        bob = new Side(RelayProvider.of(relay.server("bob")), ofBob);
        alice.session = alice.endpoint.offer(EnumSet.of(MediaKind.AUDIO), alice::take);
        bob.session =
                bob.endpoint.answer(
                        Side.get(alice.session.localDescription()),
                        EnumSet.of(MediaKind.AUDIO),
                        bob::take);
        alice.session.accept(Side.get(bob.session.localDescription()));
        Side.await(() -> alice.session.state() instanceof CallState.Active);
        Side.await(() -> bob.session.state() instanceof CallState.Active);
        alice.awaitHeardBy(bob, "hello");
        bob.awaitHeardBy(alice, "hello to you");
    }

    @Test
    void bothSidesEncryptTheirHeadersWhereBothCan() throws Exception {
        call(true, true);

        assertThat(Side.get(alice.session.localDescription())).contains(LINE);
        assertThat(Side.get(bob.session.localDescription())).contains(LINE);
        assertThat(profiles).containsExactly(ENCRYPTED);
    }

    @Test
    void anAnswerWithoutItLeavesHeadersInTheClear() throws Exception {
        call(true, false);

        assertThat(Side.get(alice.session.localDescription())).contains(LINE);
        assertThat(Side.get(bob.session.localDescription())).doesNotContain(LINE);
        assertThat(profiles).containsExactly(IN_CLEAR);
    }

    @Test
    void anOfferWithoutItIsAnsweredWithoutIt() throws Exception {
        call(false, true);

        assertThat(Side.get(alice.session.localDescription())).doesNotContain(LINE);
        assertThat(Side.get(bob.session.localDescription())).doesNotContain(LINE);
        assertThat(profiles).containsExactly(IN_CLEAR);
    }

    @Test
    void itStaysWhenTheSessionIsNegotiatedAgain() throws Exception {
        call(true, true);
        String again = Side.get(alice.session.offerAgain());
        assertThat(again).contains(LINE);
        alice.session.accept(Side.get(bob.session.answer(again)));
        bob.awaitHeardBy(alice, "after another negotiation");

        String without = Side.get(bob.session.offerAgain()).replace(LINE, "");
        assertThatThrownBy(() -> Side.get(alice.session.answer(without)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SdpException.class);
        alice.awaitHeardBy(bob, "as before");
        assertThat(profiles).containsExactly(ENCRYPTED);
    }
}
