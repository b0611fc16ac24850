package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
}
