package io.calling;

import io.calling.ice.Candidate;
import io.calling.ice.IceTransport;
import io.calling.sdp.NegotiatedTransport;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The candidates of one session: ours, for descriptions, and the peer's, each once. On the loop.
 */
final class SessionCandidates {
    /** More than the transport considers. */
    private static final int MAX_REMOTE = 200;

    private static final String PREFIX = "candidate:";

    private final IceTransport transport;
    private final Set<String> remote = new HashSet<>();

    SessionCandidates(IceTransport transport) {
        this.transport = transport;
    }

    /** The values of {@code a=candidate} in a description of ours: those that lead to us now. */
    List<String> attributes() {
        return transport.localCandidates().stream().map(SessionCandidates::attribute).toList();
    }

    private static String attribute(Candidate candidate) {
        String line = candidate.toLine();
        return line.startsWith(PREFIX) ? line.substring(PREFIX.length()) : line;
    }

    /** The peer's come anew, for the new transport. */
    void expectAnew() {
        remote.clear();
    }

    /** Those of a description, which repeats what was said before. */
    void take(NegotiatedTransport described) {
        add(described.remoteCandidates(), described.endOfCandidates());
    }

    /** Those that followed one. */
    void add(List<String> attributes, boolean areAll) {
        List<String> fresh =
                attributes.stream()
                        .filter(value -> remote.size() < MAX_REMOTE)
                        .filter(remote::add)
                        .toList();
        transport.addRemoteCandidateLines(fresh.stream().map(value -> PREFIX + value).toList());
        if (areAll) {
            transport.endOfRemoteCandidates();
        }
    }
}
