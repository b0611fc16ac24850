package io.calling.signaling;

import io.calling.PrivacyMode;
import io.calling.ice.Candidate;
import io.calling.ice.IceCredentials;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of {@link SessionParameters}, and of lists of candidates. */
final class SessionText {
    private SessionText() {}

    static void write(SessionParameters session, FieldWriter out) {
        out.field("privacy", Tokens.PRIVACY.token(session.privacy()))
                .field("setup", Tokens.SETUP.token(session.setup()));
        writeCredentials(session.ice(), out);
        session.fingerprints()
                .forEach(print -> out.field("fp", print.toString().replace(' ', ',')));
        out.field("pt", session.audio().payloadType())
                .field("ssrc", Integer.toUnsignedLong(session.audio().ssrc()));
        session.video().ifPresent(video -> VideoText.write(video, out));
        ProofText.write(session.proof(), out);
        writeCandidates(session.candidates(), out);
    }

    static SessionParameters read(FieldReader in) throws RefusedException {
        PrivacyMode privacy = Tokens.PRIVACY.value(in.field("privacy"));
        SetupRole setup = Tokens.SETUP.value(in.field("setup"));
        IceCredentials ice = readCredentials(in);
        List<Fingerprint> prints = fingerprints(in);
        int payloadType = (int) FieldReader.number(in.field("pt"), 127);
        int ssrc = (int) FieldReader.number(in.field("ssrc"), 0xFFFF_FFFFL);
        AudioParameters audio = new AudioParameters(payloadType, ssrc);
        Optional<VideoParameters> video = VideoText.readIfThere(in);
        Proof proof = ProofText.read(privacy, in);
        return new SessionParameters(
                privacy, setup, ice, prints, audio, video, readCandidates(in), proof);
    }

    static void writeCredentials(IceCredentials ice, FieldWriter out) {
        out.field("ufrag", ice.userFragment()).field("pwd", ice.password());
    }

    static IceCredentials readCredentials(FieldReader in) throws RefusedException {
        return new IceCredentials(in.field("ufrag"), in.field("pwd"));
    }

    static void writeCandidates(List<Candidate> candidates, FieldWriter out) {
        candidates.forEach(candidate -> out.field("c", CandidateText.write(candidate)));
    }

    static List<Candidate> readCandidates(FieldReader in) throws RefusedException {
        List<Candidate> candidates = new ArrayList<>();
        for (String text : in.fields("c", SessionParameters.MAX_CANDIDATES)) {
            candidates.add(CandidateText.read(text));
        }
        return candidates;
    }

    private static List<Fingerprint> fingerprints(FieldReader in) throws RefusedException {
        List<Fingerprint> prints = new ArrayList<>();
        for (String text : in.fields("fp", SessionParameters.MAX_FINGERPRINTS)) {
            Fingerprint print = Fingerprint.parse(text.replace(',', ' '));
            if (!print.toString().replace(' ', ',').equals(text)) {
                throw new RefusedException(Refusal.BAD_VALUE);
            }
            prints.add(print);
        }
        return prints;
    }
}
