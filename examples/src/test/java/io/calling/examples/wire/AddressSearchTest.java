package io.calling.examples.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMethod;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressSearchTest {
    private final InetAddress version4 = address("192.0.2.77");
    private final InetAddress version6 = address("2001:db8:0:1::c0de");
    private final AddressSearch search =
            AddressSearch.of(List.of(version4, version6), List.of(), List.of("alices-laptop"));
    private final InetSocketAddress socket = new InetSocketAddress(address("127.0.0.1"), 40_123);
    private final AddressSearch portSearch =
            AddressSearch.of(List.of(), List.of(socket), List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "candidate:1 1 udp 2130706431 192.0.2.77 40000 typ host",
                "raddr=192-0-2-77.example",
                "c000024d",
                "id 3221226061",
                "[2001:db8:0:1::c0de]:3478",
                "2001:DB8:0:1:0:0:0:C0DE",
                "2001:0db8:0000:0001:0000:0000:0000:c0de",
                "o=- 1 1 IN IP4 Alices-Laptop.local"
            })
    void findsAnAddressInText(String text) {
        assertThat(search.in(ascii(text))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.7",
                "192.0.2.177",
                "192.0.2.770",
                "192.0.2.0/24",
                "2001:db8:0:1::c0d",
                "2001:db8:0:1::c0de1"
            })
    void doesNotTakeAnotherAddressForIt(String text) {
        assertThat(search.in(ascii(text))).isEmpty();
    }

    @Test
    void findsAnAddressInBinary() {
        assertThat(search.in(embedded(version4.getAddress()))).isPresent();
        assertThat(search.in(embedded(version6.getAddress()))).isPresent();
        assertThat(search.in(embedded(new byte[] {77, 2, 0, (byte) 192}))).isPresent();
    }

    @Test
    void findsAnAddressXoredWithTheCookieAlone() {
        assertThat(search.in(embedded(xor(version4.getAddress(), cookie())))).isPresent();
    }

    @Test
    void findsXorMappedAddressesOfBothFamiliesInStun() {
        assertThat(search.in(bindingResponse(new InetSocketAddress(version4, 9)))).isPresent();
        assertThat(search.in(bindingResponse(new InetSocketAddress(version6, 9)))).isPresent();
        assertThat(search.in(bindingResponse(new InetSocketAddress(address("192.0.2.78"), 9))))
                .isEmpty();
    }

    @Test
    void findsXorMappedAddressesInsideChannelData() {
        byte[] stun = bindingResponse(new InetSocketAddress(version6, 9));
        byte[] channelData = new byte[stun.length + 4];
        channelData[0] = 0x40;
        System.arraycopy(stun, 0, channelData, 4, stun.length);
        assertThat(search.in(channelData)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void findsAnAddressInsideBase64AtEachAlignment(int before) {
        byte[] bytes = new byte[before + 4 + 6];
        System.arraycopy(version4.getAddress(), 0, bytes, before, 4);
        String text = "x=" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        assertThat(search.in(ascii(text))).isPresent();
    }

    @Test
    void findsASocketOnASharedAddressByItsPort() {
        assertThat(portSearch.in(bindingResponse(socket))).isPresent();
        assertThat(portSearch.in(ascii("127.0.0.1 40123 typ host"))).isPresent();
        assertThat(portSearch.in(embedded(new byte[] {(byte) 0x9c, (byte) 0xbb, 127, 0, 0, 1})))
                .isPresent();
    }

    @Test
    void doesNotFindASharedAddressWithAnotherPort() {
        assertThat(portSearch.in(ascii("127.0.0.1 40124 typ relay priority 140123"))).isEmpty();
        assertThat(portSearch.in(bindingResponse(new InetSocketAddress(socket.getAddress(), 1))))
                .isEmpty();
    }

    @Test
    void fourBytesInTheCiphertextOfMediaMeanNothing() {
        byte[] media = new byte[4 + 12 + 40];
        media[0] = 0x40;
        media[4] = (byte) 0x80;
        System.arraycopy(version4.getAddress(), 0, media, 30, 4);
        assertThat(search.in(media)).isEmpty();
        System.arraycopy(version4.getAddress(), 0, media, 12, 4);
        assertThat(search.in(media)).isPresent();
    }

    @Test
    void findsNothingInNoise() {
        Random random = new Random(3);
        byte[] noise = new byte[200];
        for (int i = 0; i < 2_000; i++) {
            random.nextBytes(noise);
            assertThat(search.in(noise)).isEmpty();
            assertThat(portSearch.in(noise)).isEmpty();
        }
    }

    private static byte[] bindingResponse(InetSocketAddress mapped) {
        return StunBytes.message(
                StunClass.SUCCESS, StunMethod.BINDING, StunAttribute.XOR_MAPPED_ADDRESS, mapped);
    }

    private static byte[] embedded(byte[] middle) {
        byte[] bytes = new byte[middle.length + 9];
        System.arraycopy(middle, 0, bytes, 5, middle.length);
        return bytes;
    }

    private static byte[] cookie() {
        return new byte[] {0x21, 0x12, (byte) 0xa4, 0x42};
    }

    private static byte[] xor(byte[] bytes, byte[] mask) {
        byte[] xored = bytes.clone();
        for (int i = 0; i < xored.length; i++) {
            xored[i] ^= mask[i];
        }
        return xored;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
