package io.calling.ice.turn;

import io.calling.ice.net.IpLiteral;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a relay is: {@code turn:relay.example.org}, {@code turns:relay.example.org:443}, {@code
 * turn:[2001:db8::1]:3478?transport=tcp} (RFC 7065).
 *
 * @param host a host name, an IPv4 literal, or an IPv6 literal without brackets
 * @param port 1 to 65535
 * @param transport what carries TURN
 */
public record TurnUri(String host, int port, RelayTransport transport) {
    /** The port of {@code turn:} (RFC 7065, 3.2). */
    public static final int DEFAULT_PORT = 3478;

    /** The port of {@code turns:}. */
    public static final int DEFAULT_TLS_PORT = 5349;

    private static final Pattern SYNTAX =
            Pattern.compile(
                    "(?<scheme>turns?):"
                            + "(?:\\[(?<ipv6>[0-9A-Fa-f:.]+)]|(?<host>[A-Za-z0-9._-]+))"
                            + "(?::(?<port>[0-9]{1,5}))?"
                            + "(?:\\?transport=(?<transport>[A-Za-z0-9-]+))?",
                    Pattern.CASE_INSENSITIVE);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public TurnUri {
        Objects.requireNonNull(transport, "transport");
        if (host.isEmpty() || host.length() > 255) {
            throw new IllegalArgumentException("a relay's host must have 1 to 255 characters");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("a relay's port must be 1 to 65535, not " + port);
        }
    }

    /**
     * Reads a URI.
     *
     * @throws IllegalArgumentException if it is malformed, or wants a transport that is none of
     *     {@link RelayTransport}
     */
    public static TurnUri parse(String uri) {
        Matcher matcher = SYNTAX.matcher(uri);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "not a relay's URI, turn:HOST[:PORT][?transport=udp|tcp] or turns:HOST[:PORT]: "
                            + uri);
        }
        boolean secure = matcher.group("scheme").equalsIgnoreCase("turns");
        String ipv6 = matcher.group("ipv6");
        return new TurnUri(
                ipv6 == null ? matcher.group("host") : requireIpv6(ipv6, uri),
                port(matcher.group("port"), secure),
                transport(matcher.group("transport"), secure, uri));
    }

    private static String requireIpv6(String literal, String uri) {
        if (IpLiteral.parse(literal) == null) {
            throw new IllegalArgumentException("not an IPv6 address in brackets: " + uri);
        }
        return literal;
    }

    private static int port(@Nullable String text, boolean secure) {
        if (text == null) {
            return secure ? DEFAULT_TLS_PORT : DEFAULT_PORT;
        }
        return Integer.parseInt(text);
    }

    private static RelayTransport transport(@Nullable String text, boolean secure, String uri) {
        String name = text == null ? (secure ? "tcp" : "udp") : text.toLowerCase(Locale.ROOT);
        if (name.equals("tcp")) {
            return secure ? RelayTransport.TLS : RelayTransport.TCP;
        }
        if (name.equals("udp") && !secure) {
            return RelayTransport.UDP;
        }
        throw new IllegalArgumentException(
                (secure ? "turns: goes over tcp only: " : "transport must be udp or tcp: ") + uri);
    }

    /** Whether what the local network sees is encrypted. */
    public boolean isSecure() {
        return transport == RelayTransport.TLS;
    }

    /** The URI, in the shortest form that says all. */
    @Override
    public String toString() {
        String scheme = isSecure() ? "turns:" : "turn:";
        String address = host.indexOf(':') < 0 ? host : '[' + host + ']';
        boolean usual = port == (isSecure() ? DEFAULT_TLS_PORT : DEFAULT_PORT);
        return scheme
                + address
                + (usual ? "" : ":" + port)
                + (transport == RelayTransport.TCP ? "?transport=tcp" : "");
    }
}
