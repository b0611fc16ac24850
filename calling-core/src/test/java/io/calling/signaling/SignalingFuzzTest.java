package io.calling.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * What a hostile party can hand to the channel. As an ordinary test this plays the kept inputs;
 * with the profile {@code fuzz} it looks for new ones.
 */
class SignalingFuzzTest {
    /** Refused, or understood as exactly what it says: written again it is the same text. */
    @FuzzTest(maxDuration = "10m")
    void anyTextAsMessage(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (MessageText.read(text) instanceof Reading.Understood understood) {
            assertThat(MessageText.write(understood.envelope())).isEqualTo(text);
            Inbox inbox = Inbox.EMPTY.with(understood.envelope(), 0);
            assertThat(inbox.fault(understood.envelope(), 0)).contains(Inbox.Fault.REPEATED);
        }
    }
}
