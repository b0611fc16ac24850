package io.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import io.calling.Bench.Device;
import io.calling.Bench.Silence;
import io.calling.CallState.Active;
import io.calling.CallState.Ended;
import io.calling.ice.Candidate;
import io.calling.ice.CandidateFilter;
import io.calling.ice.CandidateType;
import io.calling.ice.IceFailure;
import io.calling.ice.net.Route;
import io.calling.ice.turn.RelayProvider;
import io.calling.policy.CallPolicy;
import io.calling.policy.CallerFacts;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallFailureTest {
    private final Bench bench = new Bench();
    private final Device alice = bench.device(Bench.ALICE);
    private final Device bob = bench.device(Bench.BOB);
    private final Silence atAlice = new Silence();
    private final Silence atBob = new Silence();

    private CallSession place() {
        return alice.agent.place(Bench.BOB, atAlice.media());
    }

    private void assertThatNothingIsLeft() {
        assertThat(alice.ends).allMatch(FakeWire.End::isClosed);
        assertThat(bob.ends).allMatch(FakeWire.End::isClosed);
        assertThat(bench.network.waiting()).as("timers left").isZero();
    }

    @ParameterizedTest
    @EnumSource(IceFailure.class)
    void whatFailsBeforeTheInviteIsToldByNameAndRingsNowhere(IceFailure failure) {
        alice.gathers = false;
        CallSession call = place();
        bench.network.run();
        alice.end().fail(failure);
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Ended(EndReason.valueOf(failure.name())));
        assertThat(alice.sent).isEmpty();
        assertThat(atAlice.closed).isEqualTo(2);
        assertThatNothingIsLeft();
    }

    @Test
    void aStepThatFailsEndsTheCallAndReleasesIt() {
        alice.openingFails = true;
        CallSession call = place();
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Ended(EndReason.NO_PATH));
        assertThat(atAlice.closed).isEqualTo(2);
        assertThatNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(
            value = IceFailure.class,
            names = {"PEER_LOST", "RELAY_UNREACHABLE", "NO_PATH"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatFailsInMidCallAndCannotBeMendedEndsBothSides(IceFailure failure) {
        CallSession call = place();
        CallSession there = bob.rings().accept(atBob.media());
        bench.network.run();
        alice.end().fail(failure);
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Ended(EndReason.valueOf(failure.name())));
        assertThat(there.state()).isInstanceOf(Ended.class);
        assertThatNothingIsLeft();
    }

    @Test
    void L24_aCalleeWhoseRelayFailsWhileItRingsTellsNobody() {
        Device carol = bench.device(PeerId.of("carol"), Bench::discreet);
        alice.agent.place(PeerId.of("carol"), atAlice.media());
        IncomingCall ringing = carol.rings();
        carol.end().fail(IceFailure.RELAY_UNREACHABLE);
        bench.network.run();
        assertThat(ringing.endReason()).contains(EndReason.RELAY_UNREACHABLE);
        assertThat(carol.sent).isEmpty();
    }

    @Test
    void L27_aSwappedCertificateEndsTheCallBeforeAnyMedia() {
        bob.certificateShown = 99;
        CallSession call = place();
        CallSession there = bob.rings().accept(atBob.media());
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Ended(EndReason.FINGERPRINT_MISMATCH));
        assertThat(there.state()).isInstanceOf(Ended.class);
        assertThat(call.timeline().at(Milestone.FIRST_MEDIA_SENT)).isEmpty();
        assertThatNothingIsLeft();
    }

    @Test
    void aChannelThatThrowsOnTheInviteEndsTheCall() {
        alice.channelBroken = true;
        CallSession call = place();
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Ended(EndReason.SIGNALING_FAILED));
        assertThatNothingIsLeft();
    }

    @Test
    void aChannelThatThrowsOnTheAcceptEndsTheCall() {
        place();
        IncomingCall ringing = bob.rings();
        bob.channelBroken = true;
        CallSession there = ringing.accept(atBob.media());
        bench.network.run();
        assertThat(there.state()).isEqualTo(new Ended(EndReason.SIGNALING_FAILED));
    }

    @Test
    void aChannelThatBreaksInMidCallDoesNotEndIt() {
        CallSession call = place();
        bob.rings().accept(atBob.media());
        bench.network.run();
        alice.channelBroken = true;
        alice.end().listener().onLocalCandidate(alice.end().candidate());
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Active());
    }

    @Test
    void aStateListenerThatThrowsEndsNeitherTheCallNorTheOtherListeners() {
        List<CallState> heard = new ArrayList<>();
        CallSession call = place();
        call.onState(
                state -> {
                    throw new IllegalStateException("of the application");
                });
        call.onState(heard::add);
        bob.rings().accept(atBob.media());
        bench.network.run();
        assertThat(heard).endsWith(new Active());
    }

    @Test
    void anIncomingListenerThatThrowsLetsTheCallRingOn() {
        bob.agent.onIncoming(
                call -> {
                    bob.ringing.add(call);
                    throw new IllegalStateException("of the application");
                });
        CallSession call = place();
        bob.rings().accept(atBob.media());
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Active());
    }

    @Test
    void factsThatThrowSilenceTheCaller() {
        Device carol =
                bench.device(
                        PeerId.of("carol"),
                        config ->
                                Bench.withFacts(
                                        config,
                                        peer -> {
                                            throw new IllegalStateException("no database");
                                        }));
        alice.agent.place(PeerId.of("carol"), atAlice.media());
        bench.network.run();
        assertThat(carol.ringing).isEmpty();
        assertThat(carol.sent).isEmpty();
    }

    @Test
    void aPathThatIsNeverFoundEndsWithinItsDeadline() {
        CallSession call = place();
        IncomingCall ringing = bob.rings();
        bob.end().deaf();
        ringing.accept(atBob.media());
        bench.pass(CallTimes.DEFAULT.connect().plusSeconds(1));
        assertThat(call.state()).isEqualTo(new Ended(EndReason.NO_PATH));
        assertThatNothingIsLeft();
    }

    @Test
    void aHandshakeThatNeverEndsEndsWithinItsDeadline() {
        bob.handshakeSilent = true;
        CallSession call = place();
        bob.rings().accept(atBob.media());
        bench.pass(CallTimes.DEFAULT.connect().plusSeconds(1));
        assertThat(call.state()).isEqualTo(new Ended(EndReason.HANDSHAKE_FAILED));
        assertThatNothingIsLeft();
    }

    @Test
    void L02_aCandidateThatIsNotRelayedEndsTheCallUntold() {
        alice.gathers = false;
        CallSession call = place();
        bench.network.run();
        alice.end()
                .listener()
                .onLocalCandidate(
                        new Candidate(
                                "1",
                                1,
                                1,
                                new InetSocketAddress("192.0.2.77", 4000),
                                CandidateType.HOST));
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Ended(EndReason.PRIVACY_VIOLATION_PREVENTED));
        assertThat(alice.sent).isEmpty();
    }

    @Test
    void closingAnAgentHangsUpAndReleasesEverything() {
        CallSession call = place();
        CallSession there = bob.rings().accept(atBob.media());
        bench.network.run();
        bench.network.execute(alice.agent::close);
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Ended(EndReason.HUNG_UP));
        assertThat(there.state()).isEqualTo(new Ended(EndReason.HUNG_UP));
        assertThatNothingIsLeft();
        alice.agent.close();
    }

    @Test
    void anAgentEndsItsThreadsThoughTheLayersBelowCouldNotEnd() {
        Layers stuck = mock(Layers.class);
        doThrow(new IllegalStateException("a handshake did not end")).when(stuck).close();
        AgentThreads threads = AgentThreads.own(null);
        CallAgent agent = CallAgent.over(config(), bench.network, stuck, threads);
        bench.network.execute(
                () -> assertThatThrownBy(agent::close).hasMessage("a handshake did not end"));
        bench.network.run();
        assertThatThrownBy(() -> threads.media().execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class);
    }

    private AgentConfig config() {
        return new AgentConfig(
                bench.hub.channel(Bench.ALICE),
                RelayProvider.of(),
                bench.network,
                null,
                CallPolicy.contacts(),
                Knowledge.of(CallerFacts::of),
                Privacy.RELAY_ONLY,
                Route.system(),
                CandidateFilter.none(),
                CallTimes.DEFAULT);
    }

    @Test
    void aClosedAgentPlacesNoCall() {
        bench.network.execute(alice.agent::close);
        bench.network.run();
        assertThatThrownBy(this::place).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aClosedAgentRingsNoMore() {
        bench.network.execute(bob.agent::close);
        bench.network.run();
        place();
        bench.pass(Duration.ofSeconds(5));
        assertThat(bob.ringing).isEmpty();
    }
}
