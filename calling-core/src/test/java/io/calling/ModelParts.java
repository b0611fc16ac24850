package io.calling;

import io.calling.ice.Candidate;
import io.calling.ice.CandidateType;
import io.calling.ice.IceCredentials;
import io.calling.media.VideoFormat;
import io.calling.signaling.AudioParameters;
import io.calling.signaling.CallId;
import io.calling.signaling.PartyId;
import io.calling.signaling.SessionParameters;
import io.calling.signaling.VideoParameters;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import java.net.InetSocketAddress;
import java.util.List;

/** What the messages of the model are made of: nothing random, so that equal states are equal. */
final class ModelParts {
    static final List<Candidate> CANDIDATES =
            List.of(
                    new Candidate(
                            "1",
                            1,
                            16_777_215,
                            new InetSocketAddress("192.0.2.1", 50_000),
                            CandidateType.RELAYED));

    /** How each side sends video, and what it takes. */
    static final VideoParameters VIDEO = new VideoParameters(2, 3, List.of(VideoFormat.VP8), true);

    private static final Fingerprint FINGERPRINT =
            Fingerprint.of(Fingerprint.Algorithm.SHA_256, new byte[32]);

    private ModelParts() {}

    static CallId call(int number) {
        return CallId.of(bytes(CallId.BYTES, number));
    }

    static PartyId party(int number) {
        return PartyId.of(bytes(PartyId.BYTES, number));
    }

    private static byte[] bytes(int length, int number) {
        byte[] bytes = new byte[length];
        bytes[0] = (byte) number;
        return bytes;
    }

    static SessionParameters session(String transport, PrivacyMode privacy) {
        return new SessionParameters(
                privacy,
                SetupRole.ACTPASS,
                ice(transport, 0),
                List.of(FINGERPRINT),
                new AudioParameters(111, 1),
                CANDIDATES);
    }

    static IceCredentials ice(String transport, int generation) {
        return new IceCredentials(fragment(transport, generation), "secretsecretsecretsecret");
    }

    /** Names a transport: four characters at least, as RFC 8839, 5.4 wants. */
    static String fragment(String transport, int generation) {
        return "leg/" + transport + "/" + generation;
    }
}
