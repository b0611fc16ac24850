package io.calling.ice.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * An IP address and port as attributes carry them (RFC 8489, 14.1 and 14.2), kept as numbers so
 * that it is compared with a packet's bytes without an allocation. Does not print its address.
 */
public final class StunAddress {
    private static final int IPV4 = 0x01;
    private static final int IPV6 = 0x02;
    private static final int IPV4_VALUE_BYTES = 8;
    private static final int IPV6_VALUE_BYTES = 20;

    private final InetSocketAddress address;
    private final byte[] ip;

    private StunAddress(InetSocketAddress address) {
        this.address = address;
        this.ip = address.getAddress().getAddress();
    }

    /**
     * Wraps an address.
     *
     * @throws IllegalArgumentException if it is unresolved
     */
    public static StunAddress of(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("the address is unresolved");
        }
        return new StunAddress(address);
    }

    /** The address. */
    public InetSocketAddress address() {
        return address;
    }

    /** The bytes of the value of an attribute that carries it: 8 or 20. */
    int valueBytes() {
        return ip.length == 4 ? IPV4_VALUE_BYTES : IPV6_VALUE_BYTES;
    }

    /** Writes a value at {@code at}, XORed with the header at {@code message}. */
    void writeXored(byte[] buffer, int message, int at) {
        writePlain(buffer, at);
        xor(buffer, message, at + 2, buffer[at + 2], 0);
        xor(buffer, message, at + 3, buffer[at + 3], 1);
        for (int i = 0; i < ip.length; i++) {
            xor(buffer, message, at + 4 + i, ip[i], i);
        }
    }

    private static void xor(byte[] buffer, int message, int at, byte value, int i) {
        buffer[at] = (byte) (value ^ buffer[message + 4 + i]);
    }

    void writePlain(byte[] buffer, int at) {
        buffer[at] = 0;
        buffer[at + 1] = (byte) (ip.length == 4 ? IPV4 : IPV6);
        Bytes.putUint16(buffer, at + 2, address.getPort());
        System.arraycopy(ip, 0, buffer, at + 4, ip.length);
    }

    boolean isXored(byte[] buffer, int message, int at, int length) {
        if (length != valueBytes()
                || buffer[at + 1] != (ip.length == 4 ? IPV4 : IPV6)
                || xoredPort(buffer, message, at) != address.getPort()) {
            return false;
        }
        for (int i = 0; i < ip.length; i++) {
            if ((buffer[at + 4 + i] ^ buffer[message + 4 + i]) != ip[i]) {
                return false;
            }
        }
        return true;
    }

    private static int xoredPort(byte[] buffer, int message, int at) {
        return Bytes.uint16(buffer, at + 2) ^ Bytes.uint16(buffer, message + 4);
    }

    static @Nullable InetSocketAddress readXored(byte[] buffer, int message, int at, int length) {
        byte[] ip = readIp(buffer, at, length);
        if (ip == null) {
            return null;
        }
        for (int i = 0; i < ip.length; i++) {
            ip[i] ^= buffer[message + 4 + i];
        }
        return socketAddress(ip, xoredPort(buffer, message, at));
    }

    static @Nullable InetSocketAddress readPlain(byte[] buffer, int at, int length) {
        byte[] ip = readIp(buffer, at, length);
        return ip == null ? null : socketAddress(ip, Bytes.uint16(buffer, at + 2));
    }

    private static byte @Nullable [] readIp(byte[] buffer, int at, int length) {
        boolean ipv4 = length == IPV4_VALUE_BYTES && buffer[at + 1] == IPV4;
        boolean ipv6 = length == IPV6_VALUE_BYTES && buffer[at + 1] == IPV6;
        if (!ipv4 && !ipv6) {
            return null;
        }
        byte[] ip = new byte[length - 4];
        System.arraycopy(buffer, at + 4, ip, 0, ip.length);
        return ip;
    }

    private static InetSocketAddress socketAddress(byte[] ip, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(ip), port);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 bytes are an address", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StunAddress that && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    /** Says the family only. */
    @Override
    public String toString() {
        return ip.length == 4 ? "StunAddress[IPv4]" : "StunAddress[IPv6]";
    }
}
