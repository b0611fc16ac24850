package io.calling.signaling;

import io.calling.PrivacyMode;
import io.calling.ice.Candidate;
import io.calling.ice.IceCredentials;
import io.calling.media.MediaKind;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one side tells the other so that they can connect: everything in it is random for this call,
 * and no address in it but those of the candidates.
 *
 * @param privacy how private this side wants the call
 * @param setup who begins the DTLS handshake
 * @param ice user fragment and password of this side's transport
 * @param fingerprints of this side's certificate, 1 to {@value #MAX_FINGERPRINTS}
 * @param audio how this side sends audio
 * @param video how it sends and takes video; empty where it wants none, or agrees to none
 * @param candidates those known so far, at most {@value #MAX_CANDIDATES}
 * @param proof what shows who is at this end
 */
public record SessionParameters(
        PrivacyMode privacy,
        SetupRole setup,
        IceCredentials ice,
        List<Fingerprint> fingerprints,
        AudioParameters audio,
        Optional<VideoParameters> video,
        List<Candidate> candidates,
        Proof proof) {
    /** No side announces more hashes of its certificate. */
    public static final int MAX_FINGERPRINTS = 4;

    /** No message carries more candidates. */
    public static final int MAX_CANDIDATES = 20;

    /** Sound only and without a proof, as of software that knows neither. */
    public SessionParameters(
            PrivacyMode privacy,
            SetupRole setup,
            IceCredentials ice,
            List<Fingerprint> fingerprints,
            AudioParameters audio,
            List<Candidate> candidates) {
        this(privacy, setup, ice, fingerprints, audio, Optional.empty(), candidates, Proof.NONE);
    }

    /** Copies and bounds the lists. */
    public SessionParameters {
        fingerprints = List.copyOf(fingerprints);
        candidates = List.copyOf(candidates);
        if (fingerprints.isEmpty() || fingerprints.size() > MAX_FINGERPRINTS) {
            throw new IllegalArgumentException("fingerprints: 1 to " + MAX_FINGERPRINTS);
        }
        if (candidates.size() > MAX_CANDIDATES) {
            throw new IllegalArgumentException("candidates: at most " + MAX_CANDIDATES);
        }
    }

    /** What the side that sends this wants, or agrees to. */
    public Set<MediaKind> kinds() {
        return video.isPresent()
                ? Set.of(MediaKind.AUDIO, MediaKind.VIDEO)
                : Set.of(MediaKind.AUDIO);
    }

    /** The same with another wish. */
    public SessionParameters withPrivacy(PrivacyMode wish) {
        return new SessionParameters(
                wish, setup, ice, fingerprints, audio, video, candidates, proof);
    }

    /** The same with another role. */
    public SessionParameters withSetup(SetupRole role) {
        return new SessionParameters(
                privacy, role, ice, fingerprints, audio, video, candidates, proof);
    }

    /** The same with video, or without. */
    public SessionParameters withVideo(Optional<VideoParameters> other) {
        return new SessionParameters(
                privacy, setup, ice, fingerprints, audio, other, candidates, proof);
    }

    /** The same with another proof. */
    public SessionParameters withProof(Proof other) {
        return new SessionParameters(
                privacy, setup, ice, fingerprints, audio, video, candidates, other);
    }

    /** The same with these candidates in place of the others. */
    public SessionParameters withCandidates(List<Candidate> others) {
        return new SessionParameters(
                privacy, setup, ice, fingerprints, audio, video, others, proof);
    }

    /** The same with more candidates, as far as there is room for them. */
    public SessionParameters withMore(List<Candidate> more) {
        return withCandidates(
                Stream.concat(candidates.stream(), more.stream()).limit(MAX_CANDIDATES).toList());
    }

    /** Says nothing: it holds a password and addresses. */
    @Override
    public String toString() {
        return "SessionParameters[" + privacy + "]";
    }
}
