package io.calling.ice.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::, 0:0:0:0:0:0:0:0",
        "::1, 0:0:0:0:0:0:0:1",
        "2001:db8::, 2001:db8:0:0:0:0:0:0",
        "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:3:4:5:6",
        "2001:db8::192.0.2.1, 2001:db8:0:0:0:0:c000:201",
        "::ffff:192.0.2.1, 192.0.2.1",
    })
    void anAddressIsRead(String text, String canonical) {
        assertThat(IpLiteral.parse(text)).isNotNull();
        assertThat(IpLiteral.parse(text).getHostAddress()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "relay.example.org",
                "127.1",
                "2130706433",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "192.0.2.01",
                "192.0.2.256",
                "192.0.2",
                "192.0.2.1.",
                "192.0.2.1.5",
                " 192.0.2.1",
                "192.0.2.-1",
                "١٩٢.0.2.1",
                ":",
                ":::",
                "::1::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "[::1]",
                "::1.2.3",
                "::1.2.3.4:5",
                "8d5b3b0e.local",
            })
    void L03_whatIsNoAddressIsNullAndNeverLookedUp(String text) {
        assertThat(IpLiteral.parse(text)).isNull();
    }

    @Test
    void everyAddressThatTheJdkPrintsIsReadBack() throws UnknownHostException {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            InetAddress address = InetAddress.getByAddress(bytes);
            assertThat(IpLiteral.parse(address.getHostAddress())).isEqualTo(address);
        }
    }
}
