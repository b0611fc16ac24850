package io.calling.testkit.call;

import io.calling.CallAgent;
import io.calling.policy.CallLimits;

/**
 * What Alice asks for, and whether Bob's agent has the limits that it has unless told otherwise.
 */
enum Asked {
    SOUND(false, CallLimits.NONE),
    VIDEO(true, CallLimits.NONE),
    SOUND_OF_A_LIMITED_AGENT(false, CallLimits.recommended()),
    VIDEO_OF_A_LIMITED_AGENT(true, CallLimits.recommended());

    private final boolean video;
    private final CallLimits limits;

    Asked(boolean video, CallLimits limits) {
        this.video = video;
        this.limits = limits;
    }

    boolean video() {
        return video;
    }

    CallAgent.Builder limits(CallAgent.Builder agent) {
        return agent.limits(limits);
    }
}
