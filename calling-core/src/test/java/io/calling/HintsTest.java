package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.Bench.Device;
import io.calling.Bench.Silence;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log of the callee says where nothing rings. */
class HintsTest {
    private static final PeerId CAROL = PeerId.of("carol");

    private final List<String> told = new ArrayList<>();
    private final Logger log = Logger.getLogger(Hints.class.getName());
    private final Handler ear =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    told.add(entry.getMessage());
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
    private final Bench bench = new Bench();
    private final Device alice = bench.device(Bench.ALICE);

    @BeforeEach
    void listen() {
        log.setUseParentHandlers(false);
        log.setLevel(Level.ALL);
        log.addHandler(ear);
    }

    @AfterEach
    void stopListening() {
        log.removeHandler(ear);
        log.setLevel(Level.SEVERE);
        log.setUseParentHandlers(true);
    }

    private void aliceCallsTwice() {
        for (int i = 0; i < 2; i++) {
            CallSession call = alice.agent.place(CAROL, new Silence().media());
            bench.network.run();
            call.hangUp();
            bench.network.run();
        }
    }

    private Device carol(Who callers) {
        CallPolicy policy = CallPolicy.builder().ring(callers).build();
        return bench.device(CAROL, config -> Bench.withPolicy(config, policy));
    }

    @Test
    void anAgentThatHasNoListenerSaysSoOnce() {
        bench.deviceWithoutListener(CAROL);
        aliceCallsTwice();
        assertThat(told).singleElement().asString().contains("CallAgent.onIncoming");
    }

    @Test
    void aPolicyThatRefusesSaysSoOnceAndNamesNobody() {
        carol(Who.blocked());
        aliceCallsTwice();
        assertThat(told).singleElement().asString().contains("CallAgent.onHistory");
        assertThat(told).noneMatch(line -> line.contains("alice"));
    }

    @Test
    void aCallThatRingsSaysNothing() {
        carol(Who.anyone());
        aliceCallsTwice();
        assertThat(told).isEmpty();
    }
}
