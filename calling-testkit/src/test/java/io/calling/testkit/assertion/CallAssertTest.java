package io.calling.testkit.assertion;

import static io.calling.testkit.assertion.CallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.EndReason;
import io.calling.testkit.CallPair;
import io.calling.testkit.TestTone;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is so passes, what is not fails, and the message says how it is. */
class CallAssertTest {
    private final CallPair pair = CallPair.inTestTime(1);

    @AfterEach
    void close() {
        pair.close();
    }

    private static void assertFails(Runnable assertion, String message) {
        assertThatThrownBy(assertion::run)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message);
    }

    @Test
    void aRingingCallRingsAndIsNotActive() {
        pair.alice().place(pair.bob().id());
        assertThat(pair.bob()).rings();
        assertThat(pair.alice()).saidNothing().heardNothing();
        assertFails(() -> assertThat(pair.alice()).isActive(), "the call is Ringing");
        assertFails(() -> assertThat(pair.bob()).doesNotRing(), "no call that rings");
        assertFails(() -> assertThat(pair.bob()).neverRang(), "1 calls rang and none was taken");
    }

    @Test
    void nobodyRingsWhereNobodyCalls() {
        assertThat(pair.bob()).doesNotRing().neverRang();
    }

    @Test
    void anActiveCallIsRelayedEncryptedAndHeard() {
        pair.alice().place(pair.bob().id());
        pair.bob().accept();
        assertThat(pair.alice())
                .isActiveWithin(Duration.ofSeconds(5))
                .isRelayed()
                .isEncrypted()
                .heard(pair.bob().tone());
        pair.pass(Duration.ofSeconds(3));
        assertThat(pair.alice()).heard(pair.bob().tone(), Duration.ofSeconds(2));
        assertFails(
                () -> assertThat(pair.alice()).heard(pair.bob().tone(), Duration.ofMinutes(1)),
                "for PT1M; but the call is Active");
        assertFails(() -> assertThat(pair.alice()).heard(new TestTone(99)), "TestTone[number=99]");
        assertFails(() -> assertThat(pair.alice()).heardNothing(), "hearing nothing");
        assertFails(() -> assertThat(pair.alice()).saidNothing(), "an untouched microphone");
        assertFails(() -> assertThat(pair.alice()).disclosedNothing(), "nothing told to the peer");
    }

    @Test
    void aCallThatIsNotSetUpIsNeitherRelayedNorEncrypted() {
        pair.alice().place(pair.bob().id());
        assertFails(() -> assertThat(pair.alice()).isRelayed(), "a relayed call");
        assertFails(() -> assertThat(pair.alice()).isEncrypted(), "an encrypted call");
        assertFails(
                () -> assertThat(pair.alice()).isActiveWithin(Duration.ofSeconds(1)),
                "an active call within PT1S");
    }

    @Test
    void theEndIsWaitedForAndItsReasonCompared() {
        pair.connect();
        pair.bob().call().hangUp();
        assertThat(pair.alice()).endedWith(EndReason.HUNG_UP);
        assertFails(() -> assertThat(pair.alice()).endedWith(EndReason.BUSY), "the end BUSY");
    }

    @Test
    void aHeldCallIsHeld() {
        pair.connect();
        pair.bob().call().hold();
        assertThat(pair.alice()).isOnHold();
    }
}
