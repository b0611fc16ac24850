package io.calling.ice.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralFormatTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "255.255.255.255",
                "::",
                "::1",
                "1::",
                "2001:db8::1",
                "2001:db8:0:1:1:1:1:1", // RFC 5952, 4.2.2: one group is not shortened
                "2001:0:0:1::1", // RFC 5952, 4.2.3: the longest run is
                "2001:db8::1:0:0:1" // RFC 5952, 4.2.3: of equal runs the first
            })
    void writesTheCanonicalText(String text) {
        assertThat(IpLiteral.format(IpLiteral.parse(text))).isEqualTo(text);
    }

    @Test
    void parsesBackToTheSameAddress() throws UnknownHostException {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] ip = new byte[16];
            random.nextBytes(ip);
            for (int group = 0; group < 8; group++) {
                if (random.nextBoolean()) {
                    ip[2 * group] = 0;
                    ip[2 * group + 1] = 0;
                }
            }
            InetAddress address = InetAddress.getByAddress(ip);
            assertThat(IpLiteral.parse(IpLiteral.format(address))).isEqualTo(address);
        }
    }
}
