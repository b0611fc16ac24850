package io.calling.signaling;

import io.calling.PrivacyMode;
import io.calling.ice.Candidate;
import io.calling.ice.CandidateType;
import io.calling.ice.IceCredentials;
import io.calling.media.MediaKind;
import io.calling.media.VideoFormat;
import io.calling.signaling.SignalingMessage.Accept;
import io.calling.signaling.SignalingMessage.Answered;
import io.calling.signaling.SignalingMessage.Busy;
import io.calling.signaling.SignalingMessage.Candidates;
import io.calling.signaling.SignalingMessage.Decline;
import io.calling.signaling.SignalingMessage.HangUp;
import io.calling.signaling.SignalingMessage.Hold;
import io.calling.signaling.SignalingMessage.Invite;
import io.calling.signaling.SignalingMessage.Mute;
import io.calling.signaling.SignalingMessage.PrivacyChange;
import io.calling.signaling.SignalingMessage.Renew;
import io.calling.signaling.SignalingMessage.Reveal;
import io.calling.signaling.SignalingMessage.Ringing;
import io.calling.signaling.SignalingMessage.Video;
import io.calling.signaling.SignalingMessage.VideoAccept;
import io.calling.signaling.SignalingMessage.VideoDecline;
import io.calling.signaling.SignalingMessage.VideoRequest;
import io.calling.signaling.SignalingMessage.VideoStop;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import io.calling.srtp.verification.IdentitySignature;
import io.calling.srtp.verification.SasCommitment;
import io.calling.srtp.verification.SasNonce;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Messages made at random from a seed, of every kind. */
public final class Messages {
    private static final int KINDS = 17;
    private static final String ICE_CHARS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private final Random random;

    public Messages(long seed) {
        random = new Random(seed);
    }

    public CallId call() {
        return CallId.of(bytes(CallId.BYTES));
    }

    public PartyId party() {
        return PartyId.of(bytes(PartyId.BYTES));
    }

    public Envelope envelope() {
        return envelope(message(random.nextInt(KINDS)));
    }

    public Envelope envelope(SignalingMessage message) {
        return new Envelope(
                call(), party(), random.nextInt(100), random.nextInt(1_000_000), message);
    }

    /** One of each kind. */
    public List<SignalingMessage> oneOfEach() {
        return IntStream.range(0, KINDS).mapToObj(this::message).toList();
    }

    private SignalingMessage message(int kind) {
        return switch (kind) {
            case 0 ->
                    new Invite(
                            Duration.ofMillis(1 + random.nextInt(600_000)),
                            proven(Proof.committing(SasCommitment.of(bytes(32)))));
            case 1 -> new Accept(proven(Proof.showing(nonce())).withSetup(SetupRole.ACTIVE));
            case 2 -> new Candidates(random.nextInt(30), candidates(), random.nextBoolean());
            case 3 -> new Ringing();
            case 4 -> new Decline();
            case 5 -> new Busy();
            case 6 -> new Answered(party());
            case 7 -> new PrivacyChange(oneOf(PrivacyMode.values()));
            case 8 -> new Renew(1 + random.nextInt(30), credentials(), candidates());
            case 9 -> new Hold(random.nextBoolean());
            case 10 -> new Reveal(nonce());
            case 11 -> new Mute(someKinds());
            case 12 -> new VideoRequest(1 + random.nextInt(Video.MAX_ROUND), video());
            case 13 -> new VideoAccept(1 + random.nextInt(Video.MAX_ROUND), video());
            case 14 -> new VideoDecline(1 + random.nextInt(Video.MAX_ROUND));
            case 15 -> new VideoStop(random.nextInt(1 + Video.MAX_ROUND));
            default -> new HangUp(oneOf(HangUp.Cause.values()));
        };
    }

    /** With a proof, or with a part of it, or without. */
    private SessionParameters proven(Proof proof) {
        SessionParameters session = session();
        Proof some = random.nextBoolean() ? proof : Proof.NONE;
        return session.withProof(
                random.nextBoolean() ? some : some.vouchedFor(vouching(session.privacy())));
    }

    private Proof.Vouching vouching(PrivacyMode privacy) {
        return new Proof.Vouching(
                IdentitySignature.of(bytes(64)),
                Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE)),
                privacy);
    }

    private Set<MediaKind> someKinds() {
        Set<MediaKind> kinds = EnumSet.allOf(MediaKind.class);
        kinds.removeIf(kind -> random.nextBoolean());
        return kinds;
    }

    private SasNonce nonce() {
        return SasNonce.of(bytes(32));
    }

    public Invite invite(Duration lifetime) {
        return new Invite(lifetime, session());
    }

    public SessionParameters session() {
        return new SessionParameters(
                oneOf(PrivacyMode.values()),
                SetupRole.ACTPASS,
                credentials(),
                List.of(fingerprint()),
                new AudioParameters(96 + random.nextInt(32), random.nextInt()),
                random.nextBoolean() ? Optional.of(video()) : Optional.empty(),
                candidates(),
                Proof.NONE);
    }

    public VideoParameters video() {
        List<VideoFormat> formats = new ArrayList<>(List.of(VideoFormat.values()));
        Collections.shuffle(formats, random);
        int ssrc = random.nextInt();
        return new VideoParameters(
                ssrc,
                ssrc + 1 + random.nextInt(1_000),
                formats.subList(0, random.nextInt(formats.size() + 1)),
                random.nextBoolean());
    }

    private IceCredentials credentials() {
        return new IceCredentials(iceChars(8), iceChars(24));
    }

    private Fingerprint fingerprint() {
        return Fingerprint.of(Fingerprint.Algorithm.SHA_256, bytes(32));
    }

    private List<Candidate> candidates() {
        return IntStream.range(0, random.nextInt(SessionParameters.MAX_CANDIDATES + 1))
                .mapToObj(i -> candidate())
                .toList();
    }

    private Candidate candidate() {
        return new Candidate(
                iceChars(1 + random.nextInt(32)),
                1,
                1 + random.nextInt(Integer.MAX_VALUE),
                new InetSocketAddress(address(), random.nextInt(65_536)),
                oneOf(CandidateType.values()));
    }

    private InetAddress address() {
        try {
            return InetAddress.getByAddress(bytes(random.nextBoolean() ? 4 : 16));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private String iceChars(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(ICE_CHARS.charAt(random.nextInt(ICE_CHARS.length())));
        }
        return text.toString();
    }

    private <E> E oneOf(E[] values) {
        return values[random.nextInt(values.length)];
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
