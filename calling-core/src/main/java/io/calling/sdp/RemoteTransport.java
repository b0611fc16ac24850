package io.calling.sdp;

import io.calling.ice.IceCredentials;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the peer's transport out of its description. */
final class RemoteTransport {
    private RemoteTransport() {}

    static NegotiatedTransport read(
            SessionDescription remote,
            Bundle bundle,
            List<MediaSection> accepted,
            SetupRole ours,
            boolean ourCryptex)
            throws SdpException {
        MediaSection section =
                bundle.transportSection(accepted)
                        .orElseThrow(
                                () -> SdpException.malformed("a=ice-ufrag and a=ice-pwd missing"));
        Optional<IceCredentials> credentials = remote.iceCredentials(section);
        List<Fingerprint> fingerprints = remote.fingerprints(section);
        if (fingerprints.isEmpty()) {
            throw SdpException.malformed(
                    "a=fingerprint with sha-256, sha-384 or sha-512 is missing: calls are always"
                            + " encrypted");
        }
        return new NegotiatedTransport(
                credentials.orElseThrow(),
                fingerprints,
                ours,
                candidates(remote, accepted),
                remote.has("end-of-candidates")
                        || accepted.stream().anyMatch(s -> s.has("end-of-candidates")),
                remote.isIceLite(),
                ourCryptex && hasCryptex(remote, section));
    }

    /** RFC 9335, 4: at either level; of bundled sections the one with the transport counts. */
    private static boolean hasCryptex(SessionDescription remote, MediaSection section) {
        return remote.has(LocalTransport.CRYPTEX) || section.has(LocalTransport.CRYPTEX);
    }

    /** Candidates of every bundled section: some stacks repeat them, some spread them. */
    private static List<String> candidates(SessionDescription remote, List<MediaSection> accepted) {
        Stream<String> session =
                remote.attributes().stream()
                        .filter(attribute -> attribute.name().equals("candidate"))
                        .flatMap(attribute -> attribute.value().stream());
        Stream<String> media = accepted.stream().flatMap(s -> s.candidates().stream());
        return Stream.concat(session, media).distinct().toList();
    }

    static SetupRole setup(SessionDescription remote, Bundle bundle, List<MediaSection> accepted)
            throws SdpException {
        for (MediaSection section : accepted) {
            Optional<SetupRole> setup = remote.setup(section);
            if (setup.isPresent()) {
                return setup.get();
            }
        }
        Optional<SetupRole> tagged = bundle.transportSection(accepted).flatMap(remote::setup);
        return tagged.orElseThrow(() -> SdpException.malformed("a=setup is missing"));
    }
}
