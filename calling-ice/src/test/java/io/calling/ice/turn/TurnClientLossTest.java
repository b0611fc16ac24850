package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine against a relay with state, over a network that loses, repeats and reorders. */
class TurnClientLossTest {
    private boolean allocationExists;
    private int generation;

    /** What the relay makes of a request: its answer, and what it remembers. */
    private byte[] answer(ClientRig rig, byte[] request) {
        StunMessage message = FakeRelay.parse(request);
        if (message.method() == StunMethod.SEND) {
            return null;
        }
        if (!rig.relay.isSigned(request)) {
            return rig.relay.challenge(request, message.hasIntegrity() ? 438 : 401);
        }
        return switch (message.method()) {
            case StunMethod.ALLOCATE -> {
                allocationExists = true;
                yield rig.relay.grantAllocation(request, 60);
            }
            case StunMethod.REFRESH -> refresh(rig, request, message);
            default -> allocationExists ? rig.relay.grant(request) : rig.relay.refuse(request, 437);
        };
    }

    private byte[] refresh(ClientRig rig, byte[] request, StunMessage message) {
        if (!allocationExists) {
            return rig.relay.refuse(request, 437);
        }
        if (message.uint32(StunAttribute.LIFETIME) == 0) {
            allocationExists = false;
        }
        return rig.relay.grant(request, writer -> writer.uint32(StunAttribute.LIFETIME, 60));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 20, 50})
    void everyAllocationEndsReleasedOrTypedWhateverIsLost(int lossPercent) {
        for (int seed = 0; seed < 60; seed++) {
            ClientRig rig = new ClientRig(false, AddressFamily.IPV4, seed);
            run(rig, new Random(seed), lossPercent);
        }
    }

    private void run(ClientRig rig, Random random, int lossPercent) {
        allocationExists = false;
        generation = 0;
        List<byte[]> inFlight = new ArrayList<>();
        rig.start();
        rig.permit(ClientRig.PEER);
        boolean closed = false;
        for (int step = 0; step < 4000 && !rig.events.contains("released"); step++) {
            exchange(rig, random, lossPercent, inFlight);
            if (step % 500 == 499) {
                rig.relay.nonce = "nonce " + ++generation;
            }
            if (step == 300) {
                rig.prefer(ClientRig.PEER);
            }
            if (step == 3000) {
                rig.client.close(rig.nowNanos());
                closed = true;
            }
            rig.advance(Duration.ofMillis(50));
        }
        assertThat(rig.events).contains("released");
        if (lossPercent == 0) {
            assertThat(closed).isTrue();
            assertThat(rig.events).containsExactly("allocated", "released");
            assertThat(allocationExists).isFalse();
        }
    }

    private void exchange(ClientRig rig, Random random, int lossPercent, List<byte[]> inFlight) {
        while (rig.hasNext()) {
            byte[] request = rig.next();
            boolean stun = (request[0] & 0xC0) == 0;
            byte[] answer = !stun || lost(random, lossPercent) ? null : answer(rig, request);
            if (answer != null && !lost(random, lossPercent)) {
                inFlight.add(answer);
            }
        }
        while (!inFlight.isEmpty() && random.nextInt(3) > 0) {
            int index = lossPercent == 0 ? 0 : random.nextInt(inFlight.size());
            boolean repeated = lossPercent > 0 && random.nextInt(10) == 0;
            rig.receive(repeated ? inFlight.get(index) : inFlight.remove(index));
        }
    }

    private static boolean lost(Random random, int percent) {
        return random.nextInt(100) < percent;
    }
}
