package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;

/** Counts what transport-wide feedback tells, and sees that the packets come in their order. */
final class FeedbackLog implements TransportFeedback.Listener {
    private int told;
    private int last;

    @Override
    public void onArrived(int sequence, long arrivalMicros) {
        tell(sequence);
    }

    @Override
    public void onMissing(int sequence) {
        tell(sequence);
    }

    private void tell(int sequence) {
        assertThat(sequence).isBetween(0, 0xFFFF);
        if (told > 0) {
            assertThat(sequence).isEqualTo(SequenceNumber.next(last));
        }
        last = sequence;
        told++;
    }

    /** Another message follows. */
    void begin() {
        told = 0;
    }

    int told() {
        return told;
    }
}
