package io.calling.ice;

import io.calling.ice.CandidateLine.Reason;
import io.calling.ice.CandidateLine.Unusable;
import io.calling.ice.CandidateLine.Usable;
import io.calling.ice.net.IpLiteral;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one {@code candidate} attribute: <em>foundation component transport priority address port
 * "typ" type</em>, and whatever extensions follow, unread (RFC 8839, 5.1).
 */
final class CandidateParser {
    /** Longer than any line of a real stack; what is longer is not looked at. */
    private static final int MAXIMUM_CHARS = 1024;

    private static final String PREFIX = "candidate:";

    private final String line;

    CandidateParser(String line) {
        this.line = line;
    }

    CandidateLine read() {
        String[] fields = fields();
        if (fields.length < 8 || !fields[6].equalsIgnoreCase("typ")) {
            return unusable(Reason.MALFORMED);
        }
        if (!fields[2].equalsIgnoreCase("udp")) {
            return unusable(Reason.OTHER_TRANSPORT);
        }
        long component = number(fields[1], 3);
        if (component > 1 && component <= 256) {
            return unusable(Reason.OTHER_COMPONENT);
        }
        InetAddress ip = IpLiteral.parse(fields[4]);
        if (ip == null) {
            return unusable(reasonForNoAddress(fields[4]));
        }
        if (ip instanceof Inet4Address && fields[4].indexOf(':') >= 0) {
            return unusable(Reason.MALFORMED); // RFC 8445, 5.1.1.1: no IPv4-mapped IPv6 addresses
        }
        CandidateType type = type(fields[7]);
        return type == null
                ? unusable(Reason.UNKNOWN_TYPE)
                : candidate(fields, component, ip, type);
    }

    private String[] fields() {
        String text = line.length() > MAXIMUM_CHARS ? "" : line.strip();
        text = text.startsWith("a=") ? text.substring(2) : text;
        boolean named = text.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
        return named ? text.substring(PREFIX.length()).split(" +", -1) : new String[0];
    }

    private static CandidateLine candidate(
            String[] fields, long component, InetAddress ip, CandidateType type) {
        long priority = number(fields[3], 10);
        long port = number(fields[5], 5);
        if (component != 1 || port < 0 || port > 65535) {
            return unusable(Reason.MALFORMED);
        }
        try {
            InetSocketAddress address = new InetSocketAddress(ip, (int) port);
            return new Usable(new Candidate(fields[0], 1, priority, address, type));
        } catch (IllegalArgumentException e) {
            return unusable(Reason.MALFORMED);
        }
    }

    private static Reason reasonForNoAddress(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (name.endsWith(".local") || name.endsWith(".local.")) {
            return Reason.MDNS_NAME;
        }
        boolean letters = name.chars().anyMatch(c -> c >= 'g' && c <= 'z');
        return letters ? Reason.NAME : Reason.MALFORMED;
    }

    private static @Nullable CandidateType type(String token) {
        for (CandidateType type : CandidateType.values()) {
            if (type.token().equalsIgnoreCase(token)) {
                return type;
            }
        }
        return null;
    }

    /** One to {@code maximumDigits} ASCII digits, or -1. */
    private static long number(String text, int maximumDigits) {
        if (text.isEmpty() || text.length() > maximumDigits) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static CandidateLine unusable(Reason reason) {
        return new Unusable(reason);
    }
}
