package io.calling.ice;

/**
 * What a line of the peer's, {@code candidate:…}, means to us: a candidate that may be considered,
 * or nothing, for a reason. Names are never looked up: an address is an IP literal, or the line is
 * of no use.
 */
public sealed interface CandidateLine {

    /** A candidate that is well-formed and of a kind that we use. */
    record Usable(Candidate candidate) implements CandidateLine {}

    /** A line that leads nowhere. */
    record Unusable(Reason reason) implements CandidateLine {}

    /** Why a line is of no use. */
    enum Reason {
        /** Not the grammar of RFC 8839, 5.1. */
        MALFORMED(true),
        /** A host name in place of an address: to look it up would tell the resolver. */
        NAME(true),
        /** A {@code .local} name: to ask for it would tell the local network. */
        MDNS_NAME(true),
        /** A transport other than UDP; harmless, and not ours. */
        OTHER_TRANSPORT(false),
        /** A component other than 1; harmless where RTCP is multiplexed. */
        OTHER_COMPONENT(false),
        /** A candidate type that we do not know; harmless. */
        UNKNOWN_TYPE(false);

        private final boolean refusal;

        Reason(boolean refusal) {
            this.refusal = refusal;
        }

        /** Whether to count it against the peer; the rest is ordinary. */
        public boolean isRefusal() {
            return refusal;
        }
    }

    /**
     * Reads a line, with or without {@code a=}. Tolerant where real stacks differ (case, spaces at
     * the end, extensions); never throws, never asks a resolver.
     */
    static CandidateLine read(String line) {
        return new CandidateParser(line).read();
    }
}
