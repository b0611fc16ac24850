package io.calling.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.IpLiteral;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteAddressPolicyTest {
    private static final InetSocketAddress OPEN_RELAY = address("9.9.9.9", 50000);
    private static final InetSocketAddress OPEN_RELAY_6 = address("2606:4700::1111", 50000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.254",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.254",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.251",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255"
            })
    void L16_openRelayDoesNotSendIntoSpecialIpv4Ranges(String special) {
        assertThat(RemoteAddressPolicy.permits(OPEN_RELAY, address(special, 50000))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "::192.168.1.1",
                "64:ff9b::192.168.1.1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:10::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:c0a8:101::1",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fd12:3456:789a::1",
                "fe80::1",
                "fec0::1",
                "ff02::fb",
                "4000::1"
            })
    void L16_openRelayDoesNotSendIntoSpecialIpv6Ranges(String special) {
        assertThat(RemoteAddressPolicy.permits(OPEN_RELAY_6, address(special, 50000))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "9.9.9.9, 8.8.8.8",
        "127.0.0.1, 127.0.0.1",
        "::1, ::1",
        "10.0.0.1, 192.168.1.1",
        "fd12::1, fd13::1",
        "192.0.2.1, 203.0.113.1",
        "2606:4700::1111, 2a00:1450::1",
        "10.0.0.1, 8.8.8.8"
    })
    void permitsOpenAddressesAndThoseOfTheSameClass(String local, String remote) {
        assertThat(RemoteAddressPolicy.permits(address(local, 50000), address(remote, 50000)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 10.0.0.1",
        "10.0.0.1, 127.0.0.1",
        "10.0.0.1, 100.100.100.200",
        "fd12::1, fd00:ec2::254",
        "169.254.0.1, 169.254.0.2",
        "fe80::1, fe80::2",
        "9.9.9.9, 2606:4700::1111",
        "2606:4700::1111, 9.9.9.9"
    })
    void refusesOtherClassesAndTheOtherFamily(String local, String remote) {
        assertThat(RemoteAddressPolicy.permits(address(local, 50000), address(remote, 50000)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 192.0.2.7, 50000, true",
        "::1, 2001:db8::7, 50000, true",
        "127.0.0.1, 192.0.2.7, 443, false",
        "127.0.0.1, 192.0.2.8, 50000, false",
        "127.0.0.1, 10.0.0.8, 50000, false",
        "127.0.0.1, 169.254.7.7, 50000, false",
        "127.0.0.1, 2001:db8::7, 50000, false",
        "10.0.0.7, 192.0.2.7, 50000, false",
        "203.0.113.7, 10.0.0.7, 50000, false"
    })
    void L16_ofAPrivateClassOnlyAHostsOwnAddressesAreReachedFromItsLoopback(
            String local, String remote, int port, boolean permitted) {
        List<InetAddress> own =
                Stream.of("127.0.0.1", "192.0.2.7", "10.0.0.7", "169.254.7.7", "2001:db8::7")
                        .map(IpLiteral::parse)
                        .toList();

        assertThat(
                        RemoteAddressPolicy.permitsOnThisHost(
                                address(local, 50000), address(remote, port), own))
                .isEqualTo(permitted);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 22, 53, 80, 443, 1023})
    void L35_privilegedPortsAreNeverSentTo(int port) {
        assertThat(RemoteAddressPolicy.permits(OPEN_RELAY, address("8.8.8.8", port))).isFalse();
    }

    @Test
    void ipv4MappedAddressesCannotBeBuilt() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xFF;
        mapped[11] = (byte) 0xFF;
        mapped[12] = 10;

        InetAddress plain = InetAddress.getByAddress(mapped);

        assertThat(RemoteAddressPolicy.permits(OPEN_RELAY, new InetSocketAddress(plain, 50000)))
                .isFalse();
    }

    private static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(IpLiteral.parse(literal), port);
    }
}
