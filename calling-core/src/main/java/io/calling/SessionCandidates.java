package io.calling;

import io.calling.ice.Candidate;
import io.calling.ice.IceTransport;
import io.calling.sdp.NegotiatedTransport;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The candidates of one session: ours, for descriptions, and the peer's, each once. */
final class SessionCandidates {
    /** More than the transport considers. */
    private static final int MAX_REMOTE = 200;

    private static final String PREFIX = "candidate:";

    private final IceTransport transport;
    private final List<Candidate> local = new CopyOnWriteArrayList<>();
    private List<Candidate> before = List.of();

    // On the loop.
    private final Set<String> remote = new HashSet<>();

    SessionCandidates(IceTransport transport) {
        this.transport = transport;
    }

    void gathered(Candidate candidate) {
        local.add(candidate);
    }

    /** The values of {@code a=candidate} in a description of ours. */
    List<String> attributes() {
        return local.stream().map(SessionCandidates::attribute).toList();
    }

    private static String attribute(Candidate candidate) {
        String line = candidate.toLine();
        return line.startsWith(PREFIX) ? line.substring(PREFIX.length()) : line;
    }

    /** Ours come anew, from a transport beside the one in use. */
    void gatherAnew() {
        before = List.copyOf(local);
        local.clear();
    }

    /** Ours are again those of the transport in use. */
    void takeBack() {
        local.clear();
        local.addAll(before);
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
