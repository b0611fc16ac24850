package io.calling.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.PeerId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemorySignalingTest {
    private static final PeerId ALICE = PeerId.of("alice");
    private static final PeerId BOB = PeerId.of("bob");

    private final InMemorySignaling hub = new InMemorySignaling();
    private final List<String> heard = new ArrayList<>();

    @Test
    void aMessageReachesEachDeviceOfItsAddressee() throws Exception {
        SignalingChannel alice = hub.channel(ALICE);
        hub.channel(BOB).onMessage((from, text) -> heard.add("phone " + from + " " + text));
        hub.channel(BOB).onMessage((from, text) -> heard.add("desk " + from + " " + text));
        alice.send(BOB, "hello");
        assertThat(heard).containsExactly("phone alice hello", "desk alice hello");
    }

    @Test
    void aMessageToNobodyIsLostInSilence() throws Exception {
        hub.channel(ALICE).send(BOB, "hello");
        assertThat(heard).isEmpty();
    }

    @Test
    void nobodyHearsWhatIsForOthers() throws Exception {
        SignalingChannel alice = hub.channel(ALICE);
        alice.onMessage((from, text) -> heard.add(text));
        hub.channel(BOB);
        alice.send(BOB, "hello");
        assertThat(heard).isEmpty();
    }
}
