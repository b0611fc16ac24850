package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handshakes over bad paths, in virtual time and by a seed that a failure prints. */
class DtlsLossTest {
    private static final int HANDSHAKES = 150;

    @ParameterizedTest
    @CsvSource({"1200, 0.2, 0.0, 0.0", "600, 0.2, 0.2, 0.5", "300, 0.1, 0.1, 0.3"})
    void everyHandshakeCompletes(int mtuBytes, double loss, double duplication, double reordering) {
        for (long seed = 0; seed < HANDSHAKES; seed++) {
            try (var pair = new VirtualPair(seed, b -> b.mtuBytes(mtuBytes))) {
                pair.impaired(loss, duplication, reordering).introduced().started();
                pair.pass(Duration.ofSeconds(15));
                assertThat(pair.client.failure).as("client, seed %d", seed).isNull();
                assertThat(pair.server.failure).as("server, seed %d", seed).isNull();
                assertThat(pair.client.session).as("client, seed %d", seed).isNotNull();
                assertThat(pair.server.session).as("server, seed %d", seed).isNotNull();
            }
        }
    }

    /** Every part of the client's flight says that it waits, not only the flight as a whole. */
    @Test
    void aClientThatMissedTheLastFlightGetsItAgainBeforeItsOwnIsHeardInFull() {
        try (var pair = new VirtualPair(1, b -> b.mtuBytes(300)).introduced()) {
            var missed = new AtomicBoolean();
            pair.toClient.to(
                    datagram -> {
                        if (!hasSealed(datagram) || missed.getAndSet(true)) {
                            pair.client.receive(datagram);
                        }
                    });
            pair.toServer.to(
                    datagram -> {
                        if (!hasSealed(datagram) || pair.server.session == null) {
                            pair.server.receive(datagram);
                        }
                    });
            pair.started().pass(Duration.ofSeconds(2));
            assertThat(missed).isTrue();
            assertThat(pair.client.session).isNotNull();
        }
    }

    private static boolean hasSealed(byte[] datagram) {
        return DtlsRecord.split(datagram, 0, datagram.length).stream().anyMatch(DtlsRecord::sealed);
    }

    @Test
    void strangersGetTheLastFlightSoOftenAndNoMore() {
        try (var pair = new VirtualPair().introduced().started().pass(Duration.ofSeconds(1))) {
            int before = pair.toClient.carried().size();
            byte[] flight = pair.toServer.carried().get(1);
            for (int i = 0; i < 1_000; i++) {
                pair.server.receive(flight);
                pair.pass(Duration.ofMillis(21));
            }
            assertThat(pair.toClient.carried().size() - before).isBetween(1, 1 + 2 * 32);
            assertThat(pair.server.closed).isFalse();
        }
    }
}
