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
 * @param cryptex whether our side can take packets whose header extensions and CSRCs are encrypted,
 *     and sends such if the peer can too (RFC 9335)
 */
public record LocalTransport(
        IceCredentials credentials,
        Fingerprint fingerprint,
        List<String> candidates,
        boolean endOfCandidates,
        Optional<SetupRole> established,
        boolean cryptex) {

    /** RFC 9335, 4: a flag at session or at media level. */
    static final String CRYPTEX = "cryptex";

    /** A transport of a session that is being set up. */
    public LocalTransport(
            IceCredentials credentials,
            Fingerprint fingerprint,
            List<String> candidates,
            boolean endOfCandidates) {
        this(credentials, fingerprint, candidates, endOfCandidates, Optional.empty(), false);
    }

    /** This transport, of a connection in which our side has that role. */
    public LocalTransport withEstablished(SetupRole role) {
        return new LocalTransport(
                credentials, fingerprint, candidates, endOfCandidates, Optional.of(role), cryptex);
    }

    /** This transport with cryptex or without. */
    public LocalTransport withCryptex(boolean on) {
        return new LocalTransport(
                credentials, fingerprint, candidates, endOfCandidates, established, on);
    }

    /** Copies the list. */
    public LocalTransport {
        candidates = List.copyOf(candidates);
    }

    /** Attributes that stand in every bundled section; some stacks insist on it. */
    List<Attribute> shared(String setup) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(Attribute.of("ice-ufrag", credentials.userFragment()));
        attributes.add(Attribute.of("ice-pwd", credentials.password()));
        attributes.add(Attribute.of("ice-options", "trickle"));
        attributes.add(Attribute.of("fingerprint", fingerprint.toString()));
        attributes.add(Attribute.of("setup", setup));
        if (cryptex) {
            attributes.add(Attribute.of(CRYPTEX));
        }
        return attributes;
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
