package io.calling.testkit.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunWriter;
import io.calling.ice.stun.TransactionId;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever comes, the relay goes on; an exception out of it would come out of the test clock. */
class EmbeddedRelayRobustnessTest {
    private RelayFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new RelayFixture();
        fixture.loggedIn().allocate();
        fixture.client.permit(fixture.peer());
    }

    @AfterEach
    void stop() {
        assertThat(fixture.client.refresh(600).messageClass()).isEqualTo(StunClass.SUCCESS);
        fixture.close();
    }

    private byte[] sendIndication() {
        return new StunWriter(200)
                .begin(StunClass.INDICATION, StunMethod.SEND, new TransactionId(1, 2))
                .xorAddress(StunAttribute.XOR_PEER_ADDRESS, fixture.peer())
                .bytes(StunAttribute.DATA, new byte[] {1, 2, 3})
                .toByteArray();
    }

    @Test
    void itSurvivesAMessageCutAtEachLength() {
        byte[] whole = sendIndication();
        for (int length = 0; length <= whole.length; length++) {
            fixture.client.sendBytes(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void itSurvivesEachByteFlipped() {
        byte[] whole = sendIndication();
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << bit);
                fixture.client.sendBytes(flipped);
            }
        }
    }

    @Test
    void itSurvivesChannelDataCutAtEachLength() {
        byte[] whole = {0x40, 0, 0, 4, 1, 2, 3, 4};
        for (int length = 0; length <= whole.length; length++) {
            fixture.client.sendBytes(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void itSurvivesNoise() {
        Random random = new Random(9);
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            fixture.client.sendBytes(noise);
        }
    }
}
