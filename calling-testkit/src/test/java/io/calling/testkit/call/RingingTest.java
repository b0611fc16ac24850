package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.testkit.CallPair;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.Payload;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualNetwork;
import io.calling.testkit.relay.RelayObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each side's relay is told while it rings. */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class, LogLeakExtension.class})
class RingingTest {
    private static final int ALLOCATED = 0x0103;
    private static final int PERMITTED = 0x0108;
    private static final int BOUND = 0x0109;

    @Test
    void L24_onlyTheCallersRelayLetsPeersInBeforeTheCallIsAccepted() {
        try (CallPair pair = CallPair.on(VirtualNetwork.on(new TestClock(), 7))) {
            Granted granted = new Granted();
            pair.relay().observe(granted);
            pair.alice().place(pair.bob().id());
            pair.expect("ringing", () -> !pair.bob().incoming().isEmpty());
            pair.pass(Duration.ofSeconds(10));

            assertThat(granted.to(pair, "alice")).contains(ALLOCATED, PERMITTED);
            assertThat(granted.to(pair, "bob"))
                    .contains(ALLOCATED)
                    .doesNotContain(PERMITTED, BOUND);

            pair.bob().accept();
            pair.expect(
                    "that the callee's relay lets peers in",
                    () -> granted.to(pair, "bob").contains(PERMITTED));
        }
    }

    /** The kinds of the relay's answers, by client. */
    private static final class Granted implements RelayObserver {
        private record Answer(InetAddress client, int type) {}

        private final List<Answer> answers = new ArrayList<>();

        @Override
        public void onSentToClient(InetSocketAddress client, Payload datagram) {
            int type = datagram.at(0) << 8 | datagram.at(1);
            answers.add(new Answer(client.getAddress(), type));
        }

        List<Integer> to(CallPair pair, String host) {
            List<InetAddress> addresses =
                    pair.virtualNetwork().orElseThrow().host(host).link().addresses();
            return answers.stream()
                    .filter(answer -> addresses.contains(answer.client()))
                    .map(Answer::type)
                    .toList();
        }
    }
}
