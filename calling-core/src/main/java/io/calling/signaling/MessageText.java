package io.calling.signaling;

import io.calling.media.MediaKind;
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
import io.calling.srtp.verification.SasNonce;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Messages as text, one line of printable ASCII each:
 *
 * <pre>calling/1 CALL PARTY SEQUENCE AGE KIND key=value key=value …</pre>
 *
 * <p>Each message has exactly one text. The reader refuses every other: unknown fields, another
 * order, other spellings of a number or an address. So a text that was read and is written again is
 * the same text. It never throws, whatever it is given.
 */
public final class MessageText {
    private static final String NAME = "calling/";
    private static final String VERSION = "1";
    private static final String ROUND = "round";

    private MessageText() {}

    /** The text of a message. */
    public static String write(Envelope envelope) {
        FieldWriter out =
                new FieldWriter()
                        .word(NAME + VERSION)
                        .word(envelope.call().value())
                        .word(envelope.party().value())
                        .word(envelope.sequence())
                        .word(envelope.ageMillis());
        writeMessage(envelope.message(), out);
        return out.toString();
    }

    /** Reads a text that came from anywhere. */
    public static Reading read(String text) {
        try {
            return new Reading.Understood(understand(text));
        } catch (RefusedException e) {
            return new Reading.Refused(e.refusal());
        } catch (IllegalArgumentException e) {
            // A value's own constructor refused it.
            return new Reading.Refused(Refusal.BAD_VALUE);
        }
    }

    private static Envelope understand(String text) throws RefusedException {
        if (text.length() > SignalingChannel.MAX_MESSAGE_CHARACTERS) {
            throw new RefusedException(Refusal.TOO_LONG);
        }
        if (!text.startsWith(NAME)) {
            throw new RefusedException(Refusal.NOT_OURS);
        }
        FieldReader in = new FieldReader(text);
        if (!in.word().equals(NAME + VERSION)) {
            throw new RefusedException(Refusal.UNKNOWN_VERSION);
        }
        CallId call = new CallId(in.word());
        PartyId party = new PartyId(in.word());
        int sequence = (int) in.number(Envelope.MAX_SEQUENCE);
        long age = in.number(Envelope.MAX_AGE_MILLIS);
        SignalingMessage message = readMessage(in.word(), in);
        in.end();
        return new Envelope(call, party, sequence, age, message);
    }

    private static void writeMessage(SignalingMessage message, FieldWriter out) {
        if (message instanceof Invite invite) {
            out.word("invite").field("wait", invite.lifetime().toMillis());
            SessionText.write(invite.session(), out);
        } else if (message instanceof Accept accept) {
            out.word("accept");
            SessionText.write(accept.session(), out);
        } else if (message instanceof Candidates more) {
            out.word(more.last() ? "last-candidates" : "candidates")
                    .field("gen", more.generation());
            SessionText.writeCandidates(more.candidates(), out);
        } else if (message instanceof Renew renew) {
            out.word("renew").field("gen", renew.generation());
            SessionText.writeCredentials(renew.ice(), out);
            SessionText.writeCandidates(renew.candidates(), out);
        } else {
            writeSmallMessage(message, out);
        }
    }

    private static void writeSmallMessage(SignalingMessage message, FieldWriter out) {
        if (message instanceof Ringing) {
            out.word("ringing");
        } else if (message instanceof Decline) {
            out.word("decline");
        } else if (message instanceof Busy) {
            out.word("busy");
        } else if (message instanceof Answered answered) {
            out.word("answered").field("by", answered.by().value());
        } else if (message instanceof Reveal reveal) {
            out.word("reveal").field("nonce", reveal.nonce());
        } else if (message instanceof PrivacyChange change) {
            out.word("privacy").field("privacy", Tokens.PRIVACY.token(change.privacy()));
        } else if (message instanceof Hold hold) {
            out.word("hold").field("on", yesOrNo(hold.on()));
        } else if (message instanceof Mute mute) {
            out.word("mute")
                    .field("audio", yesOrNo(mute.kinds().contains(MediaKind.AUDIO)))
                    .field("video", yesOrNo(mute.kinds().contains(MediaKind.VIDEO)));
        } else if (message instanceof Video video) {
            writeVideo(video, out);
        } else if (message instanceof HangUp hangUp) {
            out.word("hang-up").field("cause", Tokens.CAUSE.token(hangUp.cause()));
        } else {
            throw new AssertionError("a message without a text: " + message.getClass());
        }
    }

    private static void writeVideo(Video message, FieldWriter out) {
        if (message instanceof VideoRequest request) {
            out.word("video-request").field(ROUND, message.round());
            VideoText.write(request.video(), out);
        } else if (message instanceof VideoAccept accept) {
            out.word("video-accept").field(ROUND, message.round());
            VideoText.write(accept.video(), out);
        } else {
            out.word(message instanceof VideoStop ? "video-stop" : "video-decline")
                    .field(ROUND, message.round());
        }
    }

    private static SignalingMessage readMessage(String kind, FieldReader in)
            throws RefusedException {
        return switch (kind) {
            case "invite" -> readInvite(in);
            case "accept" -> new Accept(SessionText.read(in));
            case "candidates" -> readCandidates(in, false);
            case "last-candidates" -> readCandidates(in, true);
            case "renew" -> readRenew(in);
            case "hold" -> new Hold(readYesOrNo(in.field("on")));
            case "mute" -> readMute(in);
            case "video-request" -> new VideoRequest(readRound(in), VideoText.read(in));
            case "video-accept" -> new VideoAccept(readRound(in), VideoText.read(in));
            case "video-decline" -> new VideoDecline(readRound(in));
            case "video-stop" -> new VideoStop(readRound(in));
            case "ringing" -> new Ringing();
            case "decline" -> new Decline();
            case "busy" -> new Busy();
            case "answered" -> new Answered(new PartyId(in.field("by")));
            case "reveal" -> new Reveal(SasNonce.parse(in.field("nonce")));
            case "privacy" -> new PrivacyChange(Tokens.PRIVACY.value(in.field("privacy")));
            case "hang-up" -> new HangUp(Tokens.CAUSE.value(in.field("cause")));
            default -> throw new RefusedException(Refusal.UNKNOWN_MESSAGE);
        };
    }

    private static Candidates readCandidates(FieldReader in, boolean last) throws RefusedException {
        return new Candidates(readGeneration(in), SessionText.readCandidates(in), last);
    }

    private static Renew readRenew(FieldReader in) throws RefusedException {
        return new Renew(
                readGeneration(in),
                SessionText.readCredentials(in),
                SessionText.readCandidates(in));
    }

    private static Mute readMute(FieldReader in) throws RefusedException {
        Set<MediaKind> kinds = EnumSet.noneOf(MediaKind.class);
        if (readYesOrNo(in.field("audio"))) {
            kinds.add(MediaKind.AUDIO);
        }
        if (readYesOrNo(in.field("video"))) {
            kinds.add(MediaKind.VIDEO);
        }
        return new Mute(kinds);
    }

    private static String yesOrNo(boolean value) {
        return value ? "yes" : "no";
    }

    private static boolean readYesOrNo(String word) throws RefusedException {
        return switch (word) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new RefusedException(Refusal.BAD_VALUE);
        };
    }

    private static int readRound(FieldReader in) throws RefusedException {
        return (int) FieldReader.number(in.field(ROUND), Video.MAX_ROUND);
    }

    private static int readGeneration(FieldReader in) throws RefusedException {
        return (int) FieldReader.number(in.field("gen"), SignalingMessage.MAX_GENERATION);
    }

    private static Invite readInvite(FieldReader in) throws RefusedException {
        long wait = FieldReader.number(in.field("wait"), Invite.MAX_LIFETIME.toMillis());
        return new Invite(Duration.ofMillis(wait), SessionText.read(in));
    }
}
