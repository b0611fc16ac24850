package io.calling.examples.browsercall;

import io.calling.PeerId;
import io.calling.policy.CallPolicy;

/** Somebody who can call and be called. */
interface Party {
    /** The name, which nobody else here has. */
    PeerId name();

    /** Who may ring. */
    CallPolicy policy();

    /** Whether this party's address must stay hidden from the other one. */
    boolean wantsRelay();

    /** Takes news, without waiting and without calling back before it returns. */
    void tell(Notice notice);
}
