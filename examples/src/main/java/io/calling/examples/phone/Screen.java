package io.calling.examples.phone;

import io.calling.PeerId;

/** What the user sees. Called by the agent's executor. */
public interface Screen {
    /** Somebody calls: play the ring tone, and show two buttons. */
    void ring(PeerId caller);

    /** Nobody calls any more. */
    void stopRinging();

    /** Where the call is, in words. */
    void show(String line);
}
