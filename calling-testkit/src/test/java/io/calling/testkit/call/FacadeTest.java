package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallSecurity;
import io.calling.CallTimeline;
import io.calling.Milestone;
import io.calling.PrivacyReason;
import io.calling.ice.exposure.Audience;
import io.calling.ice.exposure.Subject;
import io.calling.srtp.SrtpProfile;
import io.calling.testkit.CallPair;
import io.calling.testkit.junit.CallStoryExtension;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a session says of its call, on real sockets; and that whatever is given up is released. */
@ExtendWith({
    CallStoryExtension.class,
    ThreadLeakExtension.class,
    SocketLeakExtension.class,
    LogLeakExtension.class
})
class FacadeTest {
    private final CallPair pair = CallPair.onLoopback();

    @AfterEach
    void close() {
        pair.close();
    }

    private void talk() {
        pair.connect();
        pair.alice().awaitHearing(pair.bob().tone());
        pair.bob().awaitHearing(pair.alice().tone());
    }

    @Test
    void bothSidesShowTheSameCertificatesAndAnAeadCipher() {
        talk();
        CallSecurity ours = pair.alice().call().security().orElseThrow();
        CallSecurity theirs = pair.bob().call().security().orElseThrow();
        assertThat(ours.localFingerprint()).isEqualTo(theirs.remoteFingerprint());
        assertThat(ours.remoteFingerprint()).isEqualTo(theirs.localFingerprint());
        assertThat(ours.srtpProfile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
    }

    @Test
    void L13_twoCallsBetweenTheSameTwoShowFourCertificates() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            pair.connect();
            seen.add(pair.alice().call().security().orElseThrow().localFingerprint());
            seen.add(pair.bob().call().security().orElseThrow().localFingerprint());
            pair.alice().call().hangUp();
            pair.bob().awaitEnd();
        }
        assertThat(seen).hasSize(4);
    }

    @Test
    void theTimelineTellsEachStepInItsOrder() {
        talk();
        assertThat(pair.alice().call().timeline().steps())
                .extracting(CallTimeline.Step::milestone)
                .containsSubsequence(
                        Milestone.PLACED,
                        Milestone.RELAY_ALLOCATED,
                        Milestone.INVITED,
                        Milestone.RINGING,
                        Milestone.ACCEPTED,
                        Milestone.PATH_FOUND,
                        Milestone.SECURED)
                .contains(Milestone.FIRST_MEDIA_SENT, Milestone.FIRST_MEDIA_RECEIVED);
    }

    @Test
    void thePeerLearnsTheRelayAndNothingElse() {
        talk();
        assertThat(pair.alice().call().exposure().to(Audience.PEER))
                .isNotEmpty()
                .allMatch(exposure -> exposure.subject() == Subject.RELAYED_ADDRESS);
        assertThat(pair.alice().call().statistics().transport().egressRefused()).isZero();
        assertThat(pair.alice().call().privacyReason()).isEqualTo(PrivacyReason.BOTH_CHOSE);
    }

    @Test
    void callsHungUpWhileTheyAllocateLeaveNothing() {
        for (int i = 0; i < 30; i++) {
            pair.alice().place(pair.bob().id());
            if (i % 2 == 1) {
                pair.expect("an allocation", () -> pair.relay().allocations() > 0);
            }
            pair.alice().call().hangUp();
            pair.alice().awaitEnd();
        }
        pair.expect("the relay to be free", () -> pair.relay().allocations() == 0);
    }

    @Test
    void agentsClosedInTheMiddleOfACallLeaveNoAllocation() {
        talk();
        pair.alice().agent().close();
        pair.bob().agent().close();
        pair.expect("the relay to be free", () -> pair.relay().allocations() == 0);
    }
}
