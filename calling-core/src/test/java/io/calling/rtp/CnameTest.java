package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.calling.ice.net.Network;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CnameTest {
    /** RFC 7022, 4.2: at least 96 bits, in base64. */
    @Test
    void L12_eachCallHasARandomNameOf96Bits() {
        Network network = seeded(1);
        Cname first = Cname.random(network);
        Cname second = Cname.random(network);

        assertThat(first.value()).hasSize(16).matches("[A-Za-z0-9+/]+");
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void aNameThatDoesNotFitIntoAnItemIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cname(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cname("a".repeat(256)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cname("ä"));
    }

    private static Network seeded(long seed) {
        Random random = new Random(seed);
        Network network = mock(Network.class);
        doAnswer(
                        call -> {
                            random.nextBytes(call.getArgument(0));
                            return null;
                        })
                .when(network)
                .randomBytes(any());
        return network;
    }
}
