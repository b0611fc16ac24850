package io.calling.examples;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * {@code HOST:PORT} from the command line.
 *
 * @param host a name or an address; IPv6 without its brackets
 * @param port 0 to 65535
 */
public record HostPort(String host, int port) {

    /**
     * Reads {@code HOST:PORT} or {@code [IPv6]:PORT}.
     *
     * @param option the option's name, for the error
     * @throws UsageException if the text is neither
     */
    public static HostPort parse(String option, String text) throws UsageException {
        int colon = text.lastIndexOf(':');
        String host = colon < 1 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        String digits = text.substring(colon + 1);
        if (host.isEmpty() || !digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > 65535) {
            throw new UsageException(
                    "Option '--" + option + "' wants HOST:PORT, not '" + text + "'.");
        }
        return new HostPort(host, Integer.parseInt(digits));
    }

    /** Looks the host up. */
    public InetSocketAddress resolve() {
        return new InetSocketAddress(host, port);
    }

    /** Whether nobody but this host can reach it. */
    public boolean isLoopback() {
        InetAddress address = resolve().getAddress();
        return address != null && address.isLoopbackAddress();
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
