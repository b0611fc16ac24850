package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.Bench.Device;
import io.calling.Bench.Silence;
import io.calling.CallState.Active;
import io.calling.ice.IceFailure;
import io.calling.media.MediaKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the other side is told of a mute, which the media does not show. */
class MuteTest {
    private static final Set<MediaKind> MUTED = Set.of(MediaKind.AUDIO);

    private final Bench bench = new Bench();
    private final Device alice = bench.device(Bench.ALICE);
    private final Device bob = bench.device(Bench.BOB);
    private CallSession atAlice;
    private CallSession atBob;

    @BeforeEach
    void call() {
        atAlice = alice.agent.place(Bench.BOB, new Silence().media());
        atBob = bob.rings().accept(new Silence().media());
        bench.network.run();
    }

    private static List<String> mutesSaid(Device device) {
        return device.sent.stream().filter(text -> text.contains(" mute ")).toList();
    }

    private void alice(boolean mutes) {
        if (mutes) {
            atAlice.mute(MediaKind.AUDIO);
        } else {
            atAlice.unmute(MediaKind.AUDIO);
        }
        bench.network.run();
    }

    @Test
    void aMuteIsToldAndTakenBack() {
        List<Set<MediaKind>> heard = new ArrayList<>();
        atBob.onMutedByPeer(heard::add);
        alice(true);
        assertThat(atBob.mutedByPeer()).isEqualTo(MUTED);
        alice(false);
        assertThat(atBob.mutedByPeer()).isEmpty();
        assertThat(heard).containsExactly(Set.of(), MUTED, Set.of());
        assertThat(atAlice.mutedByPeer()).isEmpty();
        assertThat(atBob.state()).isEqualTo(new Active());
    }

    @Test
    void whoListensLaterIsToldWhatIsMutedNow() {
        alice(true);
        List<Set<MediaKind>> heard = new ArrayList<>();
        atBob.onMutedByPeer(heard::add);
        bench.network.run();
        assertThat(heard).containsExactly(MUTED);
    }

    @Test
    void aMuteThatIsLostIsSaidAgainAndToldOnce() {
        List<Set<MediaKind>> heard = new ArrayList<>();
        atBob.onMutedByPeer(heard::add);
        alice.channelLoses = true;
        alice(true);
        assertThat(atBob.mutedByPeer()).isEmpty();
        alice.channelLoses = false;
        bench.pass(Duration.ofSeconds(15));
        assertThat(mutesSaid(alice)).as("repetitions").hasSizeGreaterThan(2);
        assertThat(heard).containsExactly(Set.of(), MUTED);
    }

    @Test
    void aMuteOvertakenByItsEndMeansNothing() {
        alice.channelLoses = true;
        alice(true);
        String mute = alice.sent.get(alice.sent.size() - 1);
        alice.channelLoses = false;
        alice(false);
        bob.agent.receive(Bench.ALICE, mute);
        bench.network.run();
        assertThat(atBob.mutedByPeer()).isEmpty();
    }

    @Test
    void muteTwiceIsSaidOnce() {
        alice(true);
        alice(true);
        assertThat(mutesSaid(alice)).hasSize(1);
    }

    @Test
    void whatWasMutedBeforeTheCallIsActiveIsToldOnceItIs() {
        CallSession next = alice.agent.place(PeerId.of("carol"), new Silence().media());
        Device carol = bench.device(PeerId.of("carol"));
        next.mute(MediaKind.AUDIO);
        bench.pass(Duration.ofSeconds(3));
        assertThat(mutesSaid(alice)).as("while it rings").isEmpty();
        CallSession atCarol = carol.rings().accept(new Silence().media());
        bench.network.run();
        assertThat(atCarol.mutedByPeer()).isEqualTo(MUTED);
    }

    @Test
    void aMuteOutlivesAPath() {
        alice(true);
        alice.end().fail(IceFailure.PEER_LOST);
        bench.network.run();
        assertThat(atBob.state()).isEqualTo(new Active());
        assertThat(atBob.mutedByPeer()).isEqualTo(MUTED);
    }

    @Test
    void muteWhileReconnectingIsToldAsWell() {
        bench.network.execute(() -> alice.end().listener().onInterrupted());
        alice(true);
        assertThat(atAlice.state()).isEqualTo(new CallState.Reconnecting());
        assertThat(atBob.mutedByPeer()).isEqualTo(MUTED);
    }

    @Test
    void aListenerThatThrowsEndsNothing() {
        atBob.onMutedByPeer(
                kinds -> {
                    throw new IllegalStateException("the application's bug");
                });
        alice(true);
        assertThat(atBob.state()).isEqualTo(new Active());
        assertThat(atBob.mutedByPeer()).isEqualTo(MUTED);
    }
}
