package io.calling.signaling;

import io.calling.ice.Candidate;
import io.calling.ice.net.IpLiteral;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A candidate as {@code foundation,priority,address,port,type}. The address is an IP literal in one
 * canonical form; nothing else is ever looked up.
 */
final class CandidateText {
    private static final long MAX_PRIORITY = (1L << 31) - 1;

    private CandidateText() {}

    static String write(Candidate candidate) {
        return String.join(
                ",",
                candidate.foundation(),
                Long.toString(candidate.priority()),
                candidate.address().getAddress().getHostAddress(),
                Integer.toString(candidate.address().getPort()),
                Tokens.CANDIDATE_TYPE.token(candidate.type()));
    }

    static Candidate read(String text) throws RefusedException {
        String[] parts = text.split(",", -1);
        if (parts.length != 5) {
            throw new RefusedException(Refusal.MALFORMED);
        }
        int port = (int) FieldReader.number(parts[3], 65_535);
        return new Candidate(
                foundation(parts[0]),
                1,
                priority(parts[1]),
                new InetSocketAddress(address(parts[2]), port),
                Tokens.CANDIDATE_TYPE.value(parts[4]));
    }

    /** RFC 8839, 5.1: {@code foundation = 1*32ice-char}. */
    private static String foundation(String text) throws RefusedException {
        if (!text.matches("[A-Za-z0-9+/]{1,32}")) {
            throw new RefusedException(Refusal.BAD_VALUE);
        }
        return text;
    }

    /** RFC 8445, 5.1.2: "a positive integer between 1 and (2**31 - 1)". */
    private static long priority(String text) throws RefusedException {
        long priority = FieldReader.number(text, MAX_PRIORITY);
        if (priority == 0) {
            throw new RefusedException(Refusal.BAD_VALUE);
        }
        return priority;
    }

    private static InetAddress address(String text) throws RefusedException {
        InetAddress address = IpLiteral.parse(text);
        if (address == null || !address.getHostAddress().equals(text)) {
            throw new RefusedException(Refusal.BAD_VALUE);
        }
        return address;
    }
}
