package io.calling.sdp;

import io.calling.ice.IceCredentials;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What our side writes of its one transport, the same in each bundled section.
 *
 * @param credentials of ICE
 * @param fingerprint of the call's certificate
 * @param candidates values of {@code a=candidate} that the peer may learn
 * @param endOfCandidates whether no more will follow
 * @param established our role in DTLS, once the connection has one: it keeps it (RFC 8842, 5.5)
 */
public record LocalTransport(
        IceCredentials credentials,
        Fingerprint fingerprint,
        List<String> candidates,
        boolean endOfCandidates,
        Optional<SetupRole> established) {

    /** A transport of a session that is being set up. */
    public LocalTransport(
            IceCredentials credentials,
            Fingerprint fingerprint,
            List<String> candidates,
            boolean endOfCandidates) {
        this(credentials, fingerprint, candidates, endOfCandidates, Optional.empty());
    }

    /** Copies the list. */
    public LocalTransport {
        candidates = List.copyOf(candidates);
    }

    /** Attributes that stand in every bundled section; some stacks insist on it. */
    List<Attribute> shared(String setup) {
        return List.of(
                Attribute.of("ice-ufrag", credentials.userFragment()),
                Attribute.of("ice-pwd", credentials.password()),
                Attribute.of("ice-options", "trickle"),
                Attribute.of("fingerprint", fingerprint.toString()),
                Attribute.of("setup", setup));
    }

    /** Attributes that stand in the section that the others are bundled onto. */
    List<Attribute> tagged() {
        List<Attribute> attributes = new ArrayList<>();
        candidates.forEach(candidate -> attributes.add(Attribute.of("candidate", candidate)));
        if (endOfCandidates) {
            attributes.add(Attribute.of("end-of-candidates"));
        }
        return attributes;
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "LocalTransport";
    }
}
