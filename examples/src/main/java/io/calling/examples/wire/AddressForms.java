package io.calling.examples.wire;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The forms in which an address travels: in STUN and other headers, in SDP, in names made of it.
 */
final class AddressForms {
    private AddressForms() {}

    /** An address alone: enough to look for where it is nobody else's. */
    static List<BytePattern> of(InetAddress address) {
        byte[] bytes = address.getAddress();
        List<BytePattern> forms = new ArrayList<>();
        forms.add(BytePattern.binary("address in network order", bytes));
        forms.add(BytePattern.binary("address in reversed order", reversed(bytes)));
        forms.add(BytePattern.text("address in hexadecimal text", HexFormat.of().formatHex(bytes)));
        if (address instanceof Inet4Address) {
            forms.addAll(ofVersion4(address, bytes));
        } else {
            forms.addAll(ofVersion6(bytes));
        }
        return forms;
    }

    private static List<BytePattern> ofVersion4(InetAddress address, byte[] bytes) {
        String dotted = address.getHostAddress();
        long number = Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt());
        return List.of(
                BytePattern.decimal("address in text", dotted),
                BytePattern.decimal("address in text with dashes", dotted.replace('.', '-')),
                BytePattern.decimal("address as a decimal number", Long.toString(number)));
    }

    private static List<BytePattern> ofVersion6(byte[] bytes) {
        List<BytePattern> forms = new ArrayList<>();
        forms.add(BytePattern.hexadecimal("address in text", Ipv6Text.compressed(bytes)));
        forms.add(BytePattern.hexadecimal("address in full text", Ipv6Text.full(bytes, "%x")));
        forms.add(BytePattern.hexadecimal("address in padded text", Ipv6Text.full(bytes, "%04x")));
        return forms;
    }

    /** An address with a port: what to look for where the address alone is everybody's. */
    static List<BytePattern> of(InetSocketAddress socket) {
        byte[] address = socket.getAddress().getAddress();
        List<BytePattern> forms = new ArrayList<>();
        forms.add(portAndAddress(socket));
        forms.add(BytePattern.binary("address and port", joined(address, port(socket))));
        forms.add(BytePattern.decimal("port in text", Integer.toString(socket.getPort())));
        return forms;
    }

    /** As in STUN's and the system's own structures. */
    static BytePattern portAndAddress(InetSocketAddress socket) {
        return BytePattern.binary(
                "port and address", joined(port(socket), socket.getAddress().getAddress()));
    }

    private static byte[] port(InetSocketAddress socket) {
        return new byte[] {(byte) (socket.getPort() >> 8), (byte) socket.getPort()};
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }
}
