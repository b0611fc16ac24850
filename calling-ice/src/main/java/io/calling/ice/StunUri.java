package io.calling.ice;

import io.calling.ice.net.IpLiteral;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a STUN server of the application's is: {@code stun:stun.example.org}, {@code
 * stun:[2001:db8::1]:3478} (RFC 7064). There is no default one: who asks nobody tells nobody.
 *
 * @param host a host name, an IPv4 literal, or an IPv6 literal without brackets
 * @param port 1 to 65535
 */
public record StunUri(String host, int port) {
    /** RFC 7064, 3.2. */
    private static final int DEFAULT_PORT = 3478;

    private static final Pattern SYNTAX =
            Pattern.compile(
                    "stun:(?:\\[(?<ipv6>[0-9A-Fa-f:.]+)]|(?<host>[A-Za-z0-9._-]+))"
                            + "(?::(?<port>[0-9]{1,5}))?",
                    Pattern.CASE_INSENSITIVE);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public StunUri {
        if (host.isEmpty() || host.length() > 255) {
            throw new IllegalArgumentException("a STUN server's host has 1 to 255 characters");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("a STUN server's port is 1 to 65535, not " + port);
        }
    }

    /**
     * Reads a URI.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static StunUri parse(String uri) {
        Matcher matcher = SYNTAX.matcher(uri);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a STUN server's URI, stun:HOST[:PORT]: " + uri);
        }
        String ipv6 = matcher.group("ipv6");
        if (ipv6 != null && IpLiteral.parse(ipv6) == null) {
            throw new IllegalArgumentException("not an IPv6 address in brackets: " + uri);
        }
        String port = matcher.group("port");
        return new StunUri(
                ipv6 == null ? matcher.group("host") : ipv6,
                port == null ? DEFAULT_PORT : Integer.parseInt(port));
    }
}
