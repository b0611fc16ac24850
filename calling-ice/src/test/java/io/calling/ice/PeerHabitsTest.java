package io.calling.ice;

import static io.calling.ice.IceParty.await;
import static io.calling.ice.IceParty.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.IpLiteral;
import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Peers that do ICE in ways of their own: lite ones, hasty ones, and ones that change their mind.
 */
class PeerHabitsTest extends PlayedPeer {
    private static final InetSocketAddress GOOD = ForgedPeer.ADDRESS;
    private static final InetSocketAddress POOR =
            new InetSocketAddress(IpLiteral.parse("192.0.2.67"), 50667);

    /** draft-thatcher-ice-renomination. */
    private static final int NOMINATION = 0xC001;

    private final Map<InetSocketAddress, Integer> answered = new HashMap<>();
    private int turns;

    @Test
    void aLitePeerThatOnlyAnswersIsCheckedAndChosen() {
        peer.offer(IceRole.CONTROLLING);

        awaitUntil(
                () -> {
                    answerAll();
                    return victim.isSettled();
                });
        peer.send("from the gateway".getBytes(StandardCharsets.UTF_8));
        victim.send("to the gateway");

        assertThat(peer.heard(StunClass.REQUEST))
                .anyMatch(check -> check.has(StunAttribute.USE_CANDIDATE));
        assertThat(victim.receive()).isEqualTo("from the gateway");
        assertThat(relays.between(peer.target(), GOOD))
                .contains("to the gateway".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPeerThatNominatesWhateverWorksIsFollowedToTheBestOfIt() {
        offerBoth();

        awaitUntil(
                () -> {
                    nominateNowAndThen(POOR, Optional.empty());
                    answerAll(POOR);
                    return POOR.equals(remoteInUse());
                });
        awaitUntil(
                () -> {
                    nominateNowAndThen(GOOD, Optional.empty());
                    answerAll();
                    return GOOD.equals(remoteInUse());
                });
        nominateAndAwaitTheAnswer(POOR, Optional.empty());

        assertThat(remoteInUse()).isEqualTo(GOOD);
    }

    @Test
    void aPeerThatRenominatesIsFollowedToAWorsePath() {
        offerBoth();
        awaitUntil(
                () -> {
                    nominateNowAndThen(GOOD, Optional.of(1L));
                    answerAll();
                    return GOOD.equals(remoteInUse()) && victim.transport.provedPaths() == 2;
                });

        nominateAndAwaitTheAnswer(POOR, Optional.of(2L));
        awaitUntil(() -> POOR.equals(remoteInUse()));
        nominateAndAwaitTheAnswer(GOOD, Optional.of(1L)); // overtaken on its way

        assertThat(remoteInUse()).isEqualTo(POOR);
    }

    @Test
    void aPeerWithoutCandidatesThatSaysSoIsFoundByItsChecks() {
        victim.transport.connect(IceRole.CONTROLLED, peer.credentials);
        victim.transport.endOfRemoteCandidates();
        settle();
        assertThat(victim.failed).isNotDone();

        // the relay lets it in, since a candidate on the same host was permitted once
        victim.transport.addRemoteCandidates(
                List.of(ForgedPeer.candidate(new InetSocketAddress(GOOD.getAddress(), 40000))));
        awaitUntil(
                () -> {
                    nominateNowAndThen(GOOD, Optional.empty());
                    answerAll(GOOD);
                    return GOOD.equals(remoteInUse());
                });
        assertThat(await(victim.connected).remote().type()).isEqualTo(CandidateType.PEER_REFLEXIVE);
    }

    private void offerBoth() {
        victim.transport.addRemoteCandidates(
                List.of(
                        ForgedPeer.candidate(GOOD),
                        new Candidate("2", 1, 100, POOR, CandidateType.RELAYED)));
        victim.transport.connect(IceRole.CONTROLLED, peer.credentials);
    }

    private InetSocketAddress remoteInUse() {
        return victim.transport.selectedPair().map(pair -> pair.remote().address()).orElse(null);
    }

    private void nominate(InetSocketAddress from, Optional<Long> value) {
        StunWriter check = peer.check().flag(StunAttribute.USE_CANDIDATE);
        value.ifPresent(nomination -> check.uint32(NOMINATION, nomination));
        relays.inject(from, peer.target(), ForgedPeer.signed(check, peer.victimsPassword()));
    }

    /** Seldom enough not to be taken for a flood. */
    private void nominateNowAndThen(InetSocketAddress from, Optional<Long> value) {
        if (turns++ % 20 == 0) {
            nominate(from, value);
        }
    }

    private void nominateAndAwaitTheAnswer(InetSocketAddress from, Optional<Long> value) {
        settle();
        long before = answersTo(from);
        nominate(from, value);
        awaitUntil(() -> answersTo(from) > before);
        settle();
    }

    private long answersTo(InetSocketAddress at) {
        return relays.between(peer.target(), at).stream()
                .map(ForgedPeer::parse)
                .filter(message -> message.is(StunClass.SUCCESS, StunMethod.BINDING))
                .count();
    }

    private void answerAll() {
        answerAll(GOOD);
        answerAll(POOR);
    }

    /** Answers each check of the victim's that came to an address since the last time. */
    private void answerAll(InetSocketAddress at) {
        List<byte[]> came = relays.between(peer.target(), at);
        for (int i = answered.getOrDefault(at, 0); i < came.size(); i++) {
            StunMessage check = ForgedPeer.parse(came.get(i));
            if (check.is(StunClass.REQUEST, StunMethod.BINDING)) {
                StunWriter success = peer.success(check, peer.target());
                relays.inject(
                        at, peer.target(), ForgedPeer.signed(success, peer.credentials.password()));
            }
        }
        answered.put(at, came.size());
    }

    /** Lets the loop do what was handed in before. */
    private void settle() {
        for (int i = 0; i < 3; i++) {
            java.util.concurrent.CompletableFuture<Void> done =
                    new java.util.concurrent.CompletableFuture<>();
            network.execute(() -> done.complete(null));
            await(done);
        }
    }
}
