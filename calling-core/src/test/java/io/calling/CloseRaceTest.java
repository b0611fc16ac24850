package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.Bench.Silence;
import io.calling.ice.net.ForwardingNetwork;
import io.calling.ice.net.Network;
import io.calling.ice.net.NioNetwork;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import io.calling.signaling.InMemorySignaling;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One thread closes the agent in the middle of what another one does. */
@Timeout(30)
class CloseRaceTest {
    private static final Set<Thread.State> AS_FAR_AS_IT_GETS =
            Set.of(Thread.State.BLOCKED, Thread.State.TERMINATED);

    private NioNetwork real;
    private volatile Runnable handIn = () -> {};
    private CallAgent agent;
    private Thread closer;

    @BeforeEach
    void open() throws IOException {
        real = NioNetwork.open();
        Network network =
                new ForwardingNetwork(real) {
                    @Override
                    public void execute(Runnable task) {
                        handIn.run();
                        super.execute(task);
                    }
                };
        agent =
                CallAgent.builder()
                        .signaling(new InMemorySignaling().channel(Bench.ALICE))
                        .relays(CompletableFuture::new) // that never answer
                        .policy(CallPolicy.builder().call(Who.anyone()).build())
                        .network(network)
                        .build();
        closer =
                new Thread(
                        () -> {
                            agent.close();
                            real.close();
                        },
                        "closer");
    }

    @AfterEach
    void close() {
        agent.close();
        real.close();
    }

    @Test
    void aCallThatIsPlacedMeanwhileEnds() throws Exception {
        Thread placer = Thread.currentThread();
        handIn =
                () -> {
                    if (Thread.currentThread() == placer && !closer.isAlive()) {
                        closeAsFarAsItGets();
                    }
                };

        CallSession call = agent.place(Bench.BOB, new Silence().media());

        closer.join();
        assertThat(call.ended().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(EndReason.HUNG_UP);
    }

    private void closeAsFarAsItGets() {
        closer.start();
        while (!AS_FAR_AS_IT_GETS.contains(closer.getState())) {
            Thread.onSpinWait();
        }
    }
}
