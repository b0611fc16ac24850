package io.calling.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.testing.ManualNetwork;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of a path after it was found; the clock is the test's. */
class PathLifeTest {
    private static final Duration FRAME = Duration.ofMillis(20);

    private final FakeRelays relays = new FakeRelays();
    private final ManualNetwork network = new ManualNetwork();
    private IceParty alice;
    private IceParty bob;

    @Test
    void L20_sendingEndsThirtySecondsAfterThePeersLastConsent() {
        connect(PathLifeTest::oneRelay);
        network.pass(Duration.ofSeconds(60));
        assertThat(alice.failed).isNotDone();

        bob.close();
        network.pass(Duration.ofMillis(30_100));

        assertThat(alice.failed).isCompletedWithValue(IceFailure.PEER_LOST);
        assertThat(alice.transport.send(new byte[100], 64, 36)).isFalse();
    }

    @Test
    void L20_nothingIsSentAfterConsentIsLost() {
        connect(PathLifeTest::oneRelay);
        bob.close();
        network.pass(Duration.ofSeconds(31));
        int sent = relays.sent.size();

        network.pass(Duration.ofMinutes(10));

        assertThat(relays.sent).hasSize(sent);
    }

    @Test
    void L35_aThirdPartyThatIsNamedAHundredTimesHearsABoundedNumberOfChecks() {
        alice = new IceParty(network, relays, PathLifeTest::oneRelay);
        bob = alice;
        alice.transport.gather();
        network.runUntil("the candidates", alice.gathered::isDone);
        alice.transport.addRemoteCandidates(
                IntStream.range(2_000, 2_100).mapToObj(PathLifeTest::thirdParty).toList());
        alice.transport.connect(
                IceRole.CONTROLLING, new IceCredentials("evil", "evilevilevilevilevilevil"));
        network.runUntil(
                "a check for each",
                () -> relays.sent.stream().map(FakeRelays.Sent::to).distinct().count() == 100);

        network.pass(Duration.ofSeconds(20));
        assertThat(alice.failed).isCompletedWithValue(IceFailure.NO_PATH);
        int sent = relays.sent.size();
        network.pass(Duration.ofMinutes(10));

        assertThat(sent).isLessThan(100 * 20);
        assertThat(relays.sent).hasSize(sent);
    }

    @Test
    void L35_lateCandidatesAreCheckedOneByOne() {
        connect(PathLifeTest::oneRelay);
        network.pass(Duration.ofSeconds(20));

        alice.transport.addRemoteCandidates(
                IntStream.range(2_000, 2_050).mapToObj(PathLifeTest::thirdParty).toList());
        network.run();
        assertThat(thirdPartiesChecked()).isOne();
        network.pass(Duration.ofMillis(50));

        assertThat(thirdPartiesChecked()).isEqualTo(11);
    }

    private long thirdPartiesChecked() {
        return relays.sent.stream()
                .map(FakeRelays.Sent::to)
                .filter(to -> to.getAddress().equals(ForgedPeer.ADDRESS.getAddress()))
                .distinct()
                .count();
    }

    private static Candidate thirdParty(int port) {
        return ForgedPeer.candidate(new InetSocketAddress(ForgedPeer.ADDRESS.getAddress(), port));
    }

    @Test
    void consentIsAskedForAboutEveryFiveSeconds() {
        connect(PathLifeTest::oneRelay);
        network.pass(Duration.ofSeconds(3));
        int before = relays.between(address(alice), address(bob)).size();

        network.pass(Duration.ofSeconds(100));

        // our questions and the answers to the peer's, each 17 to 25 in 100 s
        assertThat(relays.between(address(alice), address(bob)).size() - before).isBetween(32, 52);
    }

    @Test
    void aCallOfHoursStaysUp() {
        connect(PathLifeTest::oneRelay);

        network.pass(Duration.ofHours(3));

        assertThat(alice.failed).isNotDone();
        assertThat(bob.failed).isNotDone();
        assertThat(alice.transport.selectedPair()).isPresent();
    }

    @Test
    void closingLeavesNoTimerAndNoAllocation() {
        connect(PathLifeTest::twoRelays);
        network.pass(Duration.ofSeconds(20));

        alice.close();
        bob.close();
        network.pass(Duration.ofSeconds(6));

        assertThat(network.waiting()).isZero();
        assertThat(relays.open()).isZero();
    }

    /** Of four paths over two relays that both sides use, only one needs neither of a pair. */
    @Test
    void everyPathOverTwoRelaysIsStillAskedAfterMinutes() {
        connect(PathLifeTest::twoRelays);
        network.pass(Duration.ofMinutes(2));
        List<Integer> before = questionsOnEachPath();

        network.pass(Duration.ofSeconds(20));

        List<Integer> after = questionsOnEachPath();
        assertThat(before).hasSize(4);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i)).isGreaterThan(before.get(i) + 4);
        }
    }

    private List<Integer> questionsOnEachPath() {
        return alice.candidates.stream()
                .flatMap(
                        ours ->
                                bob.candidates.stream()
                                        .map(
                                                theirs ->
                                                        relays.between(
                                                                        ours.address(),
                                                                        theirs.address())
                                                                .size()))
                .toList();
    }

    @Test
    void aRelayThatIsLostGivesWayToTheSecondAtOnce() {
        connect(PathLifeTest::twoRelays);
        network.pass(Duration.ofSeconds(10));
        InetSocketAddress before = alice.transport.selectedPair().orElseThrow().local().address();

        relays.lose(before);
        network.run();

        assertThat(alice.transport.selectedPair().orElseThrow().local().address())
                .isNotEqualTo(before);
        alice.send("still here");
        network.run();
        assertThat(bob.received).containsExactly("still here");
    }

    @Test
    void aRelayThatFallsSilentCostsLessThanTwoSecondsOfMedia() {
        connect(PathLifeTest::twoRelays);
        network.pass(Duration.ofSeconds(10));
        talk(Duration.ofSeconds(2));
        bob.received.clear();
        alice.received.clear();

        String host =
                alice.transport
                        .selectedPair()
                        .orElseThrow()
                        .local()
                        .address()
                        .getAddress()
                        .getHostAddress();
        relays.blackHole(host);
        talk(Duration.ofSeconds(2));
        bob.received.clear();
        alice.received.clear();
        talk(Duration.ofSeconds(1));

        assertThat(bob.received).hasSizeGreaterThan(48);
        assertThat(alice.received).hasSizeGreaterThan(48);
    }

    @Test
    void aPeerThatMovedIsFollowed() {
        connect(PathLifeTest::twoRelays);
        network.pass(Duration.ofSeconds(10));
        talk(Duration.ofSeconds(1));

        // Alice's first relay is lost to her alone: Bob hears her elsewhere from now on
        relays.lose(alice.transport.selectedPair().orElseThrow().local().address());
        talk(Duration.ofSeconds(2));
        alice.received.clear();
        talk(Duration.ofSeconds(1));

        assertThat(alice.received).hasSizeGreaterThan(48);
        assertThat(bob.transport.selectedPair().orElseThrow().remote().address())
                .isEqualTo(alice.transport.selectedPair().orElseThrow().local().address());
    }

    @Test
    void theLastRelayThatIsLostIsReplacedByANewAllocation() {
        connect(PathLifeTest::oneRelay);
        network.pass(Duration.ofSeconds(10));
        alice.trickleTo(bob);

        relays.lose(address(alice));
        network.runUntil("another path", () -> alice.pairs.size() > 1);

        assertThat(alice.interruptions).hasValue(1);
        assertThat(alice.transport.selectedPair().orElseThrow().local().address())
                .isEqualTo(alice.candidates.get(1).address());
        alice.send("back");
        network.run();
        assertThat(bob.received).containsExactly("back");
    }

    @Test
    void L06_allRelaysLostEndsWithinTenSeconds() {
        connect(PathLifeTest::oneRelay);
        network.pass(Duration.ofSeconds(10));
        relays.silent = true;

        relays.lose(address(alice));
        network.pass(Duration.ofSeconds(10));

        assertThat(alice.failed).isCompletedWithValue(IceFailure.RELAY_UNREACHABLE);
    }

    @Test
    void aRestartMovesTheCallWithoutAGap() {
        connect(PathLifeTest::oneRelay);
        network.pass(Duration.ofSeconds(10));
        talk(Duration.ofSeconds(1));
        bob.received.clear();
        int pairs = alice.pairs.size();
        IceCredentials before = alice.transport.localCredentials();

        alice.transport.restart();
        bob.transport.restart();
        talk(FRAME.multipliedBy(5));
        IceParty.connect(alice, bob);
        network.runUntil(
                "both have another pair",
                () -> {
                    alice.send("x");
                    return alice.pairs.size() > pairs
                            && bob.pairs.size() > pairs
                            && alice.isSettled()
                            && bob.isSettled();
                });
        talk(Duration.ofSeconds(1));

        assertThat(alice.transport.localCredentials()).isNotEqualTo(before);
        assertThat(alice.transport.localCandidates()).hasSize(1);
        long sent = alice.transport.statistics().datagramsSent();
        assertThat(bob.transport.statistics().datagramsReceived()).isEqualTo(sent);
    }

    @Test
    void aRestartThatFindsNoPathLeavesTheOldOneInUse() {
        connect(PathLifeTest::oneRelay);
        network.pass(Duration.ofSeconds(10));

        alice.transport.restart();
        alice.transport.connect(
                IceRole.CONTROLLING, new IceCredentials("gone", "gonegonegonegonegonegone"));
        network.pass(Duration.ofSeconds(60));

        assertThat(alice.failed).isNotDone();
        alice.send("still here");
        network.run();
        assertThat(bob.received).containsExactly("still here");
    }

    @Test
    void aNetworkThatChangesWhileItRingsCostsNothingButAnAllocation() {
        alice = new IceParty(network, relays, PathLifeTest::oneRelay);
        bob = new IceParty(network, relays, PathLifeTest::oneRelay);
        alice.transport.gather();
        bob.transport.gather();
        network.runUntil(
                "both have gathered", () -> alice.gathered.isDone() && bob.gathered.isDone());

        alice.transport.networkChanged();
        network.pass(Duration.ofSeconds(40));

        assertThat(alice.failed).isNotDone();
        assertThat(alice.interruptions).hasValue(0);
        assertThat(relays.open()).isEqualTo(2);
        assertThat(alice.candidates).hasSize(2);
        assertThat(alice.transport.localCandidates()).containsExactly(alice.candidates.get(1));
        IceParty.connect(alice, bob);
        network.runUntil("both have chosen", () -> alice.isSettled() && bob.isSettled());
    }

    @Test
    void aRelayThatIsLostWhileItRingsIsReplaced() {
        alice = new IceParty(network, relays, PathLifeTest::oneRelay);
        alice.transport.gather();
        network.runUntil("the candidates", alice.gathered::isDone);

        relays.lose(address(alice));
        network.pass(Duration.ofSeconds(40));

        assertThat(alice.failed).isNotDone();
        assertThat(alice.candidates).hasSize(2);
        assertThat(alice.transport.localCandidates()).containsExactly(alice.candidates.get(1));
        assertThat(relays.open()).isEqualTo(1);
    }

    @Test
    void L19_aChangedNetworkGathersAgainOnTheRelaysOnly() {
        connect(PathLifeTest::oneRelay);
        network.pass(Duration.ofSeconds(10));
        alice.trickleTo(bob);

        alice.transport.networkChanged();
        network.runUntil("a second candidate", () -> alice.candidates.size() == 2);

        assertThat(alice.candidates).allMatch(c -> c.type() == CandidateType.RELAYED);
    }

    private void connect(UnaryOperator<IceConfig.Builder> configuration) {
        alice = new IceParty(network, relays, configuration);
        bob = new IceParty(network, relays, configuration);
        alice.transport.gather();
        bob.transport.gather();
        network.runUntil(
                "both have gathered", () -> alice.gathered.isDone() && bob.gathered.isDone());
        IceParty.connect(alice, bob);
        network.runUntil("both have chosen", () -> alice.isSettled() && bob.isSettled());
    }

    private void talk(Duration duration) {
        for (long i = 0; i < duration.dividedBy(FRAME); i++) {
            alice.send("from alice");
            bob.send("from bob");
            network.pass(FRAME);
        }
    }

    private static InetSocketAddress address(IceParty party) {
        return party.candidates.get(0).address();
    }

    private static IceConfig.Builder oneRelay(IceConfig.Builder builder) {
        return builder.relays(RelayProvider.of(FakeRelays.SERVER));
    }

    private static IceConfig.Builder twoRelays(IceConfig.Builder builder) {
        return builder.relays(
                RelayProvider.of(
                        RelayServer.of("turn:192.0.2.1", "user", "password"),
                        RelayServer.of("turn:198.51.100.1", "user", "password")));
    }
}
