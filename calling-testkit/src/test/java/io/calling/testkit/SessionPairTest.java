package io.calling.testkit;

import static io.calling.testkit.assertion.CallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.calling.CallState;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({ThreadLeakExtension.class, LogLeakExtension.class})
class SessionPairTest {
    private static final byte[] PACKET = {1, 2, 3};

    @Test
    void whatAliceSendsBobHearsAndOnlyTheRelayIsSeen() {
        try (SessionPair pair = SessionPair.inTestTime(1, MediaKind.AUDIO)) {
            pair.connect();
            Heard heard = new Heard();
            pair.bob().track(MediaKind.AUDIO).onPackets(heard);
            pair.alice().track(MediaKind.AUDIO).send(111, false, 1, 0, PACKET, 0, PACKET.length);

            pair.expect("the packet", () -> !heard.numbers.isEmpty());
            assertThat(heard.numbers).containsExactly(1);
            assertThat(pair.network()).carriedNoAddressOf("alice").to("bob");
        }
    }

    @Test
    void oneSeedHasOneCourseOfEvents() {
        assertThat(packets(7)).isEqualTo(packets(7)).isNotEmpty();
    }

    private static List<String> packets(long seed) {
        try (SessionPair pair = SessionPair.inTestTime(seed, MediaKind.AUDIO, MediaKind.VIDEO)) {
            pair.connect();
            return pair.network().log().packets().stream()
                    .map(packet -> packet.at() + packet.place() + packet.payload().length())
                    .toList();
        }
    }

    @Test
    void saysWhatToDoFirst() {
        try (SessionPair pair = SessionPair.inTestTime(2, MediaKind.AUDIO)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> pair.alice().session())
                    .withMessage("there is no session yet: connect the pair first");
            pair.connect();
            assertThatIllegalStateException()
                    .isThrownBy(() -> pair.alice().track(MediaKind.VIDEO))
                    .withMessageStartingWith("there is no track of VIDEO");
        }
    }

    @Test
    void closedTwiceItHoldsNothing() {
        SessionPair pair = SessionPair.inTestTime(3, MediaKind.VIDEO);
        pair.connect();
        pair.close();
        pair.close();

        assertThat(pair.alice().session().state()).isInstanceOf(CallState.Ended.class);
        assertThat(pair.relay().allocations()).isZero();
    }

    private static final class Heard implements RtpTrack.Listener {
        final List<Integer> numbers = new ArrayList<>();

        @Override
        public void onPacket(
                int payloadType,
                boolean marker,
                int sequenceNumber,
                int timestamp,
                byte[] buffer,
                int offset,
                int length) {
            numbers.add(sequenceNumber);
        }

        @Override
        public void onKeyFrameRequest() {}
    }
}
