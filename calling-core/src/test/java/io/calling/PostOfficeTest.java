package io.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import io.calling.ice.net.Network;
import io.calling.ice.testing.ManualNetwork;
import io.calling.signaling.InMemorySignaling;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class PostOfficeTest {
    private static final int MORE_THAN_MAY_WAIT = 2_000;

    private final ManualNetwork loop = new ManualNetwork();
    private final Network network = mock(Network.class, delegatesTo(loop));
    private final PostOffice office =
            new PostOffice(new InMemorySignaling().channel(Bench.ALICE), Runnable::run, network);
    private final List<String> delivered = new ArrayList<>();

    private void receive(String text) {
        office.receive(Bench.BOB, text, (from, message) -> delivered.add(message));
    }

    @Test
    void whatWouldPileUpIsDropped() {
        for (int i = 0; i < MORE_THAN_MAY_WAIT; i++) {
            receive("message");
        }
        loop.run();
        assertThat(delivered).hasSizeLessThan(MORE_THAN_MAY_WAIT).hasSizeGreaterThan(500);

        receive("later");
        loop.run();
        assertThat(delivered).endsWith("later");
    }

    @Test
    void whatABusyLoopRefusesTakesNobodysPlace() {
        doThrow(RejectedExecutionException.class).when(network).execute(any());
        for (int i = 0; i < MORE_THAN_MAY_WAIT; i++) {
            receive("refused");
        }
        doAnswer(delegatesTo(loop)).when(network).execute(any());
        receive("heard");
        loop.run();
        assertThat(delivered).containsExactly("heard");
    }
}
