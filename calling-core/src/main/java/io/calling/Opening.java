package io.calling;

import io.calling.signaling.CallId;
import io.calling.signaling.Inbox;
import io.calling.signaling.PartyId;
import io.calling.signaling.SessionParameters;

/**
 * What a call that the peer placed began with: all that another {@link Call} of ours needs to go on
 * as that call.
 *
 * @param id the call
 * @param caller the device that placed it
 * @param remote what it told
 * @param inbox which of its messages were taken
 */
record Opening(CallId id, PartyId caller, SessionParameters remote, Inbox inbox) {
    /**
     * Both have called each other: whether ours gives way to theirs. Both sides find the same, so
     * that one call results, and nobody hears "busy".
     */
    static boolean givesWay(CallId ours, CallId theirs) {
        return theirs.compareTo(ours) < 0;
    }
}
