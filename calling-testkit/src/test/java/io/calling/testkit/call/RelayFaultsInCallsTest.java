package io.calling.testkit.call;

import static io.calling.testkit.assertion.CallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.calling.EndReason;
import io.calling.testkit.CallPair;
import io.calling.testkit.junit.CallStoryExtension;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What relays do wrong on command, on loopback sockets and on a virtual network alike. */
@ExtendWith({
    CallStoryExtension.class,
    ThreadLeakExtension.class,
    SocketLeakExtension.class,
    LogLeakExtension.class
})
class RelayFaultsInCallsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    enum Where {
        LOOPBACK,
        TEST_TIME
    }

    private CallPair pair;

    private CallPair start(Where where) {
        pair = where == Where.LOOPBACK ? CallPair.onLoopback() : CallPair.inTestTime(5);
        return pair;
    }

    @AfterEach
    void close() {
        pair.close();
    }

    private void aliceCallsAndFailsWith(EndReason reason) {
        pair.alice().place(pair.bob().id());
        assertThat(pair.alice()).endedWith(reason, LONG);
    }

    private void bobHearsAliceAgain() {
        int before = pair.bob().heard().frames();
        pair.expect("sound", LONG, () -> pair.bob().heard().frames() > before + 50);
        assertThat(pair.alice()).isActive();
    }

    @ParameterizedTest
    @EnumSource
    void aRelayThatRefusesEndsTheCall(Where where) {
        start(where).relay().faults().refuse(508);
        aliceCallsAndFailsWith(EndReason.RELAY_UNREACHABLE);
    }

    @ParameterizedTest
    @EnumSource
    void aRelayThatSendsItsClientsToAStrangerIsNotFollowed(Where where) {
        start(where).relay().faults().moveTo(new InetSocketAddress("203.0.113.99", 3478));
        aliceCallsAndFailsWith(EndReason.RELAY_UNREACHABLE);
    }

    @ParameterizedTest
    @EnumSource
    void aRelayThatAnswersGarbageEndsTheCall(Where where) {
        start(where).relay().faults().garbage();
        aliceCallsAndFailsWith(EndReason.RELAY_UNREACHABLE);
    }

    @ParameterizedTest
    @EnumSource
    void whereAllocationsExpireTheCallFindsNewOnes(Where where) {
        start(where).connect();
        long before = pair.relay().counters().allocationsMade();
        pair.relay().faults().expireAllocations();
        pair.expect(
                "new allocations",
                LONG,
                () -> pair.relay().counters().allocationsMade() >= before + 2);
        bobHearsAliceAgain();
    }

    @ParameterizedTest
    @EnumSource
    void lostPermissionsAreMadeAnew(Where where) {
        start(where).connect();
        pair.relay().faults().dropPermissions();
        bobHearsAliceAgain();
    }

    @ParameterizedTest
    @EnumSource
    void aSlowRelayCarriesTheCallAllTheSame(Where where) {
        start(where).relay().faults().slow(Duration.ofMillis(200));
        pair.connect();
        bobHearsAliceAgain();
    }

    @ParameterizedTest
    @EnumSource
    void noncesThatGoStaleAreReplaced(Where where) {
        start(where).connect();
        pair.relay().faults().expireNonces();
        bobHearsAliceAgain();
    }

    @Test
    void whereTheRelayDiesTheCallEnds() {
        start(Where.TEST_TIME).connect(); // it takes half a minute of real time
        pair.relay().die();
        pair.expect(
                "the end", LONG, () -> pair.alice().call().ended().toCompletableFuture().isDone());
        assertThat(pair.alice().awaitEnd())
                .isIn(EndReason.PEER_LOST, EndReason.RELAY_UNREACHABLE, EndReason.NO_PATH);
    }
}
