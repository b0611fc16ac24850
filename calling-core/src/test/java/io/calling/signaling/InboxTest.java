package io.calling.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.signaling.SignalingMessage.Ringing;
import java.util.BitSet;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final Messages messages = new Messages(1);
    private final CallId call = messages.call();
    private final PartyId party = messages.party();

    private Envelope message(int sequence, long ageMillis) {
        return new Envelope(call, party, sequence, ageMillis, new Ringing());
    }

    @Test
    void L28_aMessageIsTakenOnce() {
        Inbox inbox = Inbox.EMPTY.with(message(0, 0), 0);
        assertThat(inbox.fault(message(0, 0), 10)).contains(Inbox.Fault.REPEATED);
        assertThat(inbox.fault(message(1, 0), 10)).isEmpty();
    }

    @Test
    void messagesMayOvertakeEachOther() {
        Inbox inbox = Inbox.EMPTY.with(message(5, 0), 0);
        assertThat(inbox.fault(message(3, 0), 0)).isEmpty();
        assertThat(inbox.with(message(3, 0), 0).fault(message(3, 0), 0))
                .contains(Inbox.Fault.REPEATED);
    }

    @Test
    void aMessageOlderThanWhatIsRememberedCountsAsRepeated() {
        Inbox inbox = Inbox.EMPTY.with(message(100, 0), 0);
        assertThat(inbox.fault(message(36, 0), 0)).contains(Inbox.Fault.REPEATED);
        assertThat(inbox.fault(message(37, 0), 0)).isEmpty();
    }

    @Test
    void theWindowRemembersExactlyWhatWasTaken() {
        Random random = new Random(9);
        BitSet taken = new BitSet();
        Inbox inbox = Inbox.EMPTY;
        int highest = 0;
        for (int i = 0; i < 5_000; i++) {
            int sequence = Math.max(0, highest - 63 + random.nextInt(70));
            boolean repeated = inbox.fault(message(sequence, 0), 0).isPresent();
            assertThat(repeated).isEqualTo(taken.get(sequence));
            inbox = inbox.with(message(sequence, 0), 0);
            taken.set(sequence);
            highest = Math.max(highest, sequence);
        }
    }

    @Test
    void L28_aMessageThatWasWithheldIsLate() {
        Inbox inbox = Inbox.EMPTY.with(message(0, 1_000), 2_000);
        assertThat(inbox.fault(message(1, 5_000), 66_000)).isEmpty();
        assertThat(inbox.fault(message(1, 5_000), 66_001)).contains(Inbox.Fault.LATE);
    }

    @Test
    void aSlowChannelIsNotLateWhileItIsEquallySlow() {
        Inbox inbox = Inbox.EMPTY.with(message(0, 0), 500_000);
        assertThat(inbox.fault(message(1, 100_000), 600_000)).isEqualTo(Optional.empty());
    }

    @Test
    void onlySoManyPartiesAreListenedTo() {
        Inbox inbox = Inbox.EMPTY;
        for (int i = 0; i < Inbox.MAX_PARTIES; i++) {
            inbox = inbox.with(new Envelope(call, messages.party(), 0, 0, new Ringing()), 0);
        }
        assertThat(inbox.fault(message(0, 0), 0)).contains(Inbox.Fault.TOO_MANY_PARTIES);
    }
}
