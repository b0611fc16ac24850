package io.calling.testkit.relay;

import io.calling.ice.stun.StunWriter;
import java.util.function.Consumer;

/**
 * What a request is answered.
 *
 * @param errorCode of a refusal; 0 where it was granted
 * @param attributes writes what the answer carries beside the code
 */
record Answer(int errorCode, Consumer<StunWriter> attributes) {
    static final int GRANTED = 0;
    static final int TRY_ALTERNATE = 300;
    static final int BAD_REQUEST = 400;
    static final int UNAUTHENTICATED = 401;
    static final int FORBIDDEN = 403;
    static final int UNKNOWN_ATTRIBUTE = 420;
    static final int ALLOCATION_MISMATCH = 437;
    static final int STALE_NONCE = 438;
    static final int FAMILY_NOT_SUPPORTED = 440;
    static final int WRONG_CREDENTIALS = 441;
    static final int TRANSPORT_NOT_SUPPORTED = 442;
    static final int PEER_FAMILY_MISMATCH = 443;
    static final int QUOTA_REACHED = 486;
    static final int INSUFFICIENT_CAPACITY = 508;

    static Answer granted() {
        return granted(writer -> {});
    }

    static Answer granted(Consumer<StunWriter> attributes) {
        return new Answer(GRANTED, attributes);
    }

    static Answer refused(int errorCode) {
        return refused(errorCode, writer -> {});
    }

    static Answer refused(int errorCode, Consumer<StunWriter> attributes) {
        return new Answer(errorCode, attributes);
    }

    boolean isGranted() {
        return errorCode == GRANTED;
    }
}
