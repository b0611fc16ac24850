package io.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.ice.IceCredentials;
import io.calling.ice.IceFailure;
import io.calling.media.MediaKind;
import io.calling.sdp.Direction;
import io.calling.sdp.SdpException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What happens below a session between its offers and answers, and to them. */
class SessionNegotiationTest {
    private final SessionBench bench = new SessionBench();
    private final SessionBench.Party alice = bench.alice;
    private final SessionBench.Party bob = bench.bob;

    private void assertActive() {
        assertThat(alice.session.state()).isEqualTo(new CallState.Active());
        assertThat(bob.session.state()).isEqualTo(new CallState.Active());
    }

    /** As after a change of addresses, fresh credentials or the loss of a relay. */
    private void bothGatherMore() {
        alice.end().gather();
        bob.end().gather();
        bench.network.run();
    }

    @Test
    void whereMoreIsGatheredLaterNothingIsNegotiatedAgain() throws SdpException {
        bench.call();
        bothGatherMore();
        assertActive();

        alice.session.direction(MediaKind.AUDIO, Direction.INACTIVE);
        bench.negotiate(alice, bob);
        assertThat(bob.told.get(0).config().sends()).isFalse();
        bench.negotiate(bob, alice);
        assertActive();
    }

    @Test
    void anAddedSectionSurvivesThatMoreIsGatheredLater() throws SdpException {
        bench.call();
        alice.session.add(MediaKind.VIDEO);
        bench.negotiate(alice, bob);
        bothGatherMore();

        assertActive();
        assertThat(bob.told).hasSize(2);
        assertThat(bench.now(bob.session.offerAgain())).contains("m=audio", "m=video");
    }

    @Test
    void aSessionEndsWithItsPathWhileARestartOfOursHasNoAnswer() throws SdpException {
        bench.call();
        bench.now(alice.session.restartIce());
        alice.ends.get(0).fail(IceFailure.PEER_LOST);
        bench.network.run();

        assertThat(alice.session.state()).isEqualTo(new CallState.Ended(EndReason.PEER_LOST));
        assertThat(alice.ends).hasSize(2).allMatch(FakeWire.End::isClosed);
    }

    @Test
    void aSessionEndsWithItsPathWhileARestartOfOursGathers() throws SdpException {
        bench.call();
        bob.gathers = false;
        CompletionStage<String> offer = bob.session.restartIce();
        bench.network.run();
        bob.ends.get(0).fail(IceFailure.PEER_LOST);
        bench.network.run();

        assertThat(bob.session.state()).isEqualTo(new CallState.Ended(EndReason.PEER_LOST));
        assertThat(offer.toCompletableFuture()).isCompletedExceptionally();
        assertThat(bob.ends).hasSize(2).allMatch(FakeWire.End::isClosed);
    }

    @Test
    void aRestartThatIsTakenBackWhereThePathIsLostEndsTheSession() throws SdpException {
        bench.call();
        bench.now(alice.session.restartIce());
        alice.ends.get(0).fail(IceFailure.PEER_LOST);
        alice.session.rollback();
        bench.network.run();

        assertThat(alice.session.state()).isEqualTo(new CallState.Ended(EndReason.PEER_LOST));
        assertThat(alice.ends).hasSize(2).allMatch(FakeWire.End::isClosed);
    }

    @Test
    void aPathThatIsLostAfterTheAnswerToARestartEndsNothing() throws SdpException {
        bench.call();
        String offer = bench.now(alice.session.restartIce());
        bob.gathers = false;
        CompletionStage<String> answer = bob.session.answer(offer);
        bench.network.run();
        bob.ends.get(0).fail(IceFailure.PEER_LOST);
        bench.network.run();
        bob.end().gatherNow();
        alice.session.accept(bench.now(answer));
        alice.ends.get(0).fail(IceFailure.PEER_LOST);
        bench.network.run();

        assertActive();
        assertThat(alice.ends.get(0).isClosed()).isTrue();
    }

    /** Firefox answers an ICE restart, and all that follows, as if it chose the roles anew. */
    @Test
    void answersToLaterOffersOfOursChangeNoRole() throws SdpException {
        bench.call();
        for (boolean restart : new boolean[] {true, false}) {
            String offer =
                    bench.now(restart ? alice.session.restartIce() : alice.session.offerAgain());
            String answer = bench.now(bob.session.answer(offer));
            assertThat(answer).contains("a=setup:active");
            alice.session.accept(answer.replace("a=setup:active", "a=setup:passive"));
            bench.network.run();
            assertActive();
        }
        bench.negotiate(bob, alice);

        assertActive();
        assertThat(bench.now(alice.session.answer(bench.now(bob.session.offerAgain()))))
                .contains("a=setup:passive");
    }

    @Test
    void aRestartWhoseTransportFailsLeavesThePath() throws SdpException {
        bench.call();
        bench.now(alice.session.restartIce());
        alice.end().fail(IceFailure.RELAY_UNREACHABLE);
        bench.network.run();

        assertActive();
        assertThat(alice.end().isClosed()).isTrue();
        bench.negotiate(alice, bob);
        assertActive();
    }

    @Test
    void aRestartThatIsTakenBackAsItsTransportFailsLeavesThePath() throws SdpException {
        bench.call();
        bench.now(alice.session.restartIce());
        alice.end().fail(IceFailure.RELAY_UNREACHABLE);
        alice.session.rollback();
        bench.network.run();

        assertActive();
        assertThat(alice.end().isClosed()).isTrue();
        bench.negotiate(alice, bob);
        assertActive();
    }

    @Test
    void aRestartThatIsAnsweredAsItsTransportFailsEndsTheSession() throws SdpException {
        bench.call();
        String offer = bench.now(alice.session.restartIce());
        String answer = bench.now(bob.session.answer(offer));
        alice.end().fail(IceFailure.RELAY_UNREACHABLE);
        alice.session.accept(answer);
        bench.network.run();

        assertThat(alice.session.state())
                .isEqualTo(new CallState.Ended(EndReason.RELAY_UNREACHABLE));
        assertThat(alice.ends).allMatch(FakeWire.End::isClosed);
    }

    @Test
    void aPathThatIsLostAsTheAnswerToARestartComesEndsNothing() throws SdpException {
        bench.call();
        String offer = bench.now(alice.session.restartIce());
        String answer = bench.now(bob.session.answer(offer));
        alice.ends.get(0).fail(IceFailure.PEER_LOST);
        alice.session.accept(answer);
        bench.network.run();

        assertActive();
        assertThat(alice.ends.get(0).isClosed()).isTrue();
    }

    @Test
    void anOfferIsDecidedOnOnce() throws SdpException {
        bench.call();
        String offer = bench.now(alice.session.offerAgain());
        String answer = bench.now(bob.session.answer(offer));
        alice.session.accept(answer);

        assertThatThrownBy(() -> alice.session.accept(answer))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(alice.session::rollback).isInstanceOf(IllegalStateException.class);
        bench.negotiate(alice, bob);
        assertActive();
    }

    @Test
    void aTransportThatWouldHaveExposedUsEndsTheSessionThoughItIsTheNextOnly() throws SdpException {
        bench.call();
        bench.now(alice.session.restartIce());
        alice.end().fail(IceFailure.PRIVACY_VIOLATION_PREVENTED);
        bench.network.run();

        assertThat(alice.session.state())
                .isEqualTo(new CallState.Ended(EndReason.PRIVACY_VIOLATION_PREVENTED));
    }

    @Test
    void aWrongCertificateEndsTheSessionThoughARestartIsUnderWay() throws SdpException {
        SessionBench attacked = new SessionBench(3);
        attacked.alice.session.accept(attacked.answerFirst());
        CompletionStage<String> restart = attacked.alice.session.restartIce();
        attacked.network.run();

        assertThat(attacked.alice.session.state())
                .isEqualTo(new CallState.Ended(EndReason.FINGERPRINT_MISMATCH));
        assertThat(attacked.alice.ends).hasSize(2).allMatch(FakeWire.End::isClosed);
        assertThat(restart.toCompletableFuture()).isDone();
    }

    /** A peer that bundles nothing has one section, and there is no room for another. */
    @Test
    void aRestartThatCannotBeOfferedIsGivenUpAndToldOf() throws SdpException {
        bench.call(offer -> offer.replaceAll("a=(group|mid|extmap):[^\r]*\r\n", ""));
        assertActive();
        bob.session.add(MediaKind.VIDEO);
        CompletionStage<String> restart = bob.session.restartIce();
        bench.network.run();

        assertThatThrownBy(() -> restart.toCompletableFuture().join())
                .hasCauseInstanceOf(IllegalStateException.class);
        assertActive();
        assertThat(bob.ends).hasSize(2);
        assertThat(bob.ends.get(0).isClosed()).isFalse();
        assertThat(bob.end().isClosed()).isTrue();
        String ufrag = bob.ends.get(0).localCredentials().userFragment();
        assertThat(bench.now(bob.session.answer(bench.now(alice.session.offerAgain()))))
                .contains("a=ice-ufrag:" + ufrag);
    }

    @Test
    void aSessionHasNoMoreThanSixteenSections() throws SdpException {
        bench.call();
        for (int i = 0; i < 16; i++) {
            alice.session.add(MediaKind.VIDEO);
        }
        assertThatThrownBy(() -> alice.session.add(MediaKind.VIDEO))
                .isInstanceOf(IllegalStateException.class);
        CompletionStage<String> offer = alice.session.offerAgain();
        bench.network.run();
        assertThatThrownBy(() -> offer.toCompletableFuture().join())
                .hasCauseInstanceOf(IllegalStateException.class);

        bench.negotiate(alice, bob);
        assertActive();
        assertThat(alice.told).hasSize(16);
        assertThat(bob.told).hasSize(16);
        bench.negotiate(bob, alice);
        assertActive();
    }

    @Test
    void whatIsAddedBeforeTheFirstOfferIsInItAndInNoOther() throws SdpException {
        alice.session.add(MediaKind.VIDEO);
        bench.call();
        assertThat(sections(bench.now(alice.session.localDescription())))
                .containsExactly("audio", "video");
        assertThat(alice.told).hasSize(2);

        assertThat(sections(bench.now(alice.session.offerAgain())))
                .containsExactly("audio", "video");
        alice.session.rollback();
        alice.session.add(MediaKind.VIDEO);
        assertThat(sections(bench.now(alice.session.offerAgain())))
                .containsExactly("audio", "video", "video");
    }

    @Test
    void aFirstOfferHasNoMoreThanSixteenSections() throws SdpException {
        for (int i = 0; i < 15; i++) {
            alice.session.add(MediaKind.VIDEO);
        }
        assertThatThrownBy(() -> alice.session.add(MediaKind.VIDEO))
                .isInstanceOf(IllegalStateException.class);
        bench.call();
        assertActive();
        assertThat(bob.told).hasSize(16);
    }

    /** RFC 8829, 5.10: a section that the peer offers serves a track that waits for one. */
    @Test
    void whatThePeerOffersFirstIsNotAddedOnceMore() throws SdpException {
        bench.call();
        alice.session.add(MediaKind.VIDEO);
        bench.now(alice.session.offerAgain());
        alice.session.rollback();
        bob.session.add(MediaKind.VIDEO);
        bench.negotiate(bob, alice);

        assertThat(alice.told).hasSize(2);
        assertThat(sections(bench.now(alice.session.offerAgain())))
                .containsExactly("audio", "video");
    }

    @Test
    void whatThePeerOffersAndOnlySendsIsAddedAllTheSame() throws SdpException {
        bench.call();
        alice.session.add(MediaKind.VIDEO);
        bob.session.add(MediaKind.VIDEO);
        bob.session.direction(MediaKind.VIDEO, Direction.SENDONLY);
        bench.negotiate(bob, alice);

        assertThat(sections(bench.now(alice.session.offerAgain())))
                .containsExactly("audio", "video", "video");
    }

    private static List<String> sections(String description) {
        return description
                .lines()
                .filter(line -> line.startsWith("m="))
                .map(line -> line.substring(2, line.indexOf(' ')))
                .toList();
    }

    @Test
    void onlyCandidatesThatLeadToUsAreOffered() throws SdpException {
        bench.call();
        int first = alice.end().candidate().address().getPort();
        alice.end().move();
        alice.end().gather();
        bench.network.run();
        int second = alice.end().candidate().address().getPort();

        assertThat(portsIn(bench.now(alice.session.offerAgain())))
                .containsExactly(second)
                .doesNotContain(first);
    }

    private static List<Integer> portsIn(String description) {
        return description
                .lines()
                .filter(line -> line.startsWith("a=candidate:"))
                .map(line -> Integer.valueOf(line.split(" ", -1)[5]))
                .toList();
    }

    /** Whatever an offer names that is refused, or is left out again, is forgotten. */
    @Test
    void refusedOffersLeaveNothingBehind() throws SdpException {
        bench.call();
        String offer = bench.now(alice.session.offerAgain());
        for (int i = 0; i < 100; i++) {
            String other =
                    offer.replaceAll("a=fingerprint:sha-256 ..", "a=fingerprint:sha-256 FF")
                            .replace("a=mid:0", "a=mid:m" + i)
                            .replace("BUNDLE 0", "BUNDLE m" + i);
            CompletionStage<String> answer = bob.session.answer(other);
            bench.network.run();
            assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
        }
        assertThat(bob.call.media().sources()).isEqualTo(1);
    }

    @Test
    void candidatesThatFollowTheRestartOfThePeerAreOfTheNewPath() throws SdpException {
        bench.call();
        String offer = bench.now(alice.session.restartIce());
        bob.gathers = false;
        CompletionStage<String> answer = bob.session.answer(offer);
        bench.network.run();
        FakeWire.End old = alice.ends.get(0);
        bob.session.addCandidates(fragment(old.localCredentials(), 1_001));
        bob.session.addCandidates("a=candidate:1 1 udp 1 192.0.2.7 1002 typ relay\r\n");
        IceCredentials fresh = alice.end().localCredentials();
        bob.session.addCandidates(
                fragment(new IceCredentials(fresh.userFragment(), "another".repeat(4)), 1_003));
        bob.session.addCandidates(fragment(fresh, 1_004));
        bench.network.run();

        assertThat(ports(bob.end())).containsExactly(1_004);
        assertThat(bob.session.statistics().messagesDropped()).isEqualTo(3);
        bob.end().gatherNow();
        alice.session.accept(bench.now(answer));
        bench.network.run();
        assertActive();
        assertThat(ports(bob.end()))
                .containsExactly(1_004, alice.end().candidate().address().getPort());
        bob.session.addCandidates(fragment(fresh, 1_005));
        bench.network.run();
        assertThat(ports(bob.end())).contains(1_005);
    }

    private static String fragment(IceCredentials credentials, int port) {
        return "a=ice-ufrag:"
                + credentials.userFragment()
                + "\r\na=ice-pwd:"
                + credentials.password()
                + "\r\na=candidate:1 1 udp 1 192.0.2.7 "
                + port
                + " typ relay\r\n";
    }

    private static List<Integer> ports(FakeWire.End end) {
        return end.remoteCandidates().stream().map(c -> c.address().getPort()).toList();
    }
}
