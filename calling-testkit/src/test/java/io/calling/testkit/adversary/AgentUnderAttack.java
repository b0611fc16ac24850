package io.calling.testkit.adversary;

import io.calling.CallSession;
import io.calling.CallState;
import io.calling.PeerId;
import io.calling.PrivacyMode;
import io.calling.ice.IceRole;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.VideoFormat;
import io.calling.signaling.AudioParameters;
import io.calling.signaling.Envelope;
import io.calling.signaling.MessageText;
import io.calling.signaling.PartyId;
import io.calling.signaling.Proof;
import io.calling.signaling.Reading;
import io.calling.signaling.SessionParameters;
import io.calling.signaling.SignalingChannel;
import io.calling.signaling.SignalingMessage;
import io.calling.signaling.VideoParameters;
import io.calling.srtp.SetupRole;
import io.calling.testkit.CallPair;
import io.calling.testkit.net.VirtualNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A call of Alice's agent with sound and pictures, which Mallory answered. */
final class AgentUnderAttack extends CallUnderAttack {
    private static final PeerId MALLORY = PeerId.of("mallory");

    private final CallPair pair;
    private final Mallory mallory;
    private final SignalingChannel channel;
    private final List<Envelope> received = new ArrayList<>();

    AgentUnderAttack(long seed) throws Exception {
        pair = CallPair.inTestTime(seed);
        channel = pair.signaling().channel(MALLORY);
        channel.onMessage((from, text) -> receive(text));
        mallory =
                new Mallory(
                        pair.network().host("mallory", "198.51.100.66"),
                        RelayProvider.of(pair.relay().server("bob")),
                        new SplittableRandom(seed));
        await("candidates of Mallory's", mallory.keys::isGathered);
        pair.alice().placeWithVideo(MALLORY);
        await("an invitation", () -> !received.isEmpty());
        Envelope first = received.get(0);
        SessionParameters offered = ((SignalingMessage.Invite) first.message()).session();
        channel.send(pair.alice().id(), MessageText.write(answer(first, offered)));
        mallory.keys.addRemoteCandidates(offered.candidates());
        for (Envelope envelope : List.copyOf(received)) {
            addCandidates(envelope.message());
        }
        mallory.keys.connect(
                IceRole.CONTROLLED, SetupRole.ACTIVE, offered.ice(), offered.fingerprints());
        pair.alice().awaitActive();
        VideoParameters video = offered.video().orElseThrow();
        mallory.begin(
                new Terms(
                        offered.audio().payloadType(),
                        Terms.NONE,
                        96,
                        98,
                        97,
                        offered.audio().ssrc(),
                        video.ssrc(),
                        Terms.NONE,
                        Terms.NONE));
        settle();
    }

    private void receive(String text) {
        if (MessageText.read(text) instanceof Reading.Understood understood) {
            received.add(understood.envelope());
            if (mallory != null) {
                addCandidates(understood.envelope().message());
            }
        }
    }

    private void addCandidates(SignalingMessage message) {
        if (message instanceof SignalingMessage.Candidates more) {
            mallory.keys.addRemoteCandidates(more.candidates());
        }
    }

    private Envelope answer(Envelope invitation, SessionParameters offered) {
        SessionParameters own =
                new SessionParameters(
                        PrivacyMode.RELAY_ONLY,
                        SetupRole.ACTIVE,
                        mallory.keys.credentials(),
                        List.of(mallory.keys.fingerprint()),
                        new AudioParameters(offered.audio().payloadType(), Mallory.VOICE),
                        Optional.of(
                                new VideoParameters(
                                        Mallory.PICTURES,
                                        Mallory.REPAIRS,
                                        List.of(VideoFormat.VP8))),
                        mallory.keys.candidates,
                        Proof.NONE);
        byte[] party = new byte[PartyId.BYTES];
        mallory.keys.network.randomBytes(party);
        return new Envelope(
                invitation.call(), PartyId.of(party), 0, 0, new SignalingMessage.Accept(own));
    }

    @Override
    VirtualNetwork world() {
        return pair.network();
    }

    @Override
    Mallory mallory() {
        return mallory;
    }

    @Override
    boolean lives() {
        return call().state() instanceof CallState.Active && !mallory.keys.isLeft();
    }

    CallSession call() {
        return pair.alice().call();
    }

    @Override
    int heard() {
        return pair.alice().heard().framesOf(Mallory.TONE);
    }

    @Override
    int seen() {
        return pair.alice().seen().frames();
    }

    @Override
    public void close() {
        mallory.stop();
        call().hangUp();
        pair.pass(Duration.ofSeconds(1));
        mallory.keys.close();
        pair.pass(Duration.ofSeconds(1));
        pair.close();
    }
}
