package io.calling.testkit.call;

import io.calling.CallAgent;
import io.calling.IncomingCall;
import io.calling.PeerId;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import io.calling.testkit.CallPair;

/** Why Bob does not answer Alice, who is not to learn which of these it is. */
enum Refusal {
    BLOCKED,
    SILENCED,
    UNANSWERED,
    DECLINED,
    BUSY,
    OFFLINE;

    private static final PeerId CAROL = PeerId.of("carol");

    CallAgent.Builder policy(CallAgent.Builder agent) {
        return agent.policy(
                switch (this) {
                    case BLOCKED ->
                            CallPolicy.builder().deny(Who.anyone()).ring(Who.anyone()).build();
                    case SILENCED -> CallPolicy.builder().silence(Who.anyone()).build();
                    case UNANSWERED, DECLINED, BUSY, OFFLINE ->
                            CallPolicy.builder().ring(Who.anyone()).build();
                });
    }

    /** Before Alice calls. */
    void prepare(CallPair pair) {
        if (this == BUSY) {
            pair.bob().place(CAROL);
        } else if (this == OFFLINE) {
            pair.signaling().lose(message -> message.to().equals(pair.bob().id()));
        }
    }

    /** While it rings, where it rings. */
    void react(CallPair pair) {
        if (this == DECLINED || this == BUSY) {
            pair.bob().incoming().forEach(IncomingCall::decline);
        }
    }

    /** What Bob's user hears. */
    boolean rings() {
        return this == UNANSWERED || this == DECLINED || this == BUSY;
    }
}
