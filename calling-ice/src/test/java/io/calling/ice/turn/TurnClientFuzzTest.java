package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.calling.ice.stun.StunMethod;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TurnClientFuzzTest {
    private static void feed(ClientRig rig, byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(bytes[at] & 0xFF, bytes.length - at - 1);
            byte[] packet = new byte[length];
            System.arraycopy(bytes, at + 1, packet, 0, length);
            rig.receive(packet);
            rig.advance(Duration.ofMillis(length));
            at += 1 + length;
        }
    }

    @FuzzTest(maxDuration = "2m")
    void whateverTheRelaySendsNothingThrows(byte[] bytes) {
        ClientRig fresh = new ClientRig();
        fresh.permit(ClientRig.PEER);
        fresh.start();
        feed(fresh, bytes);
        ClientRig working = new ClientRig();
        working.allocate();
        working.preferred(ClientRig.PEER);
        feed(working, bytes);
    }

    @Test
    void aWorkingAllocationSurvivesChangedCopiesOfEveryAnswer() {
        Random random = new Random(9);
        ClientRig rig = new ClientRig();
        rig.allocate();
        rig.permitted(ClientRig.PEER);
        rig.advance(Duration.ofSeconds(239));
        byte[] indication = FakeRelay.data(ClientRig.PEER, new byte[40]);
        rig.advance(Duration.ofSeconds(1));
        byte[] request = rig.next(StunMethod.CREATE_PERMISSION);
        byte[] answer = rig.relay.grant(request);
        for (int i = 0; i < 20_000; i++) {
            byte[] packet = (random.nextBoolean() ? indication : answer).clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                packet[random.nextInt(packet.length)] = (byte) random.nextInt();
            }
            rig.client.onPacket(packet, 0, random.nextInt(packet.length + 1), rig.nowNanos());
        }
        rig.receive(answer);
        assertThat(rig.events).containsExactly("allocated");
        assertThat(rig.send(ClientRig.PEER, "x")).isTrue();
    }
}
