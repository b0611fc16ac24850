package io.calling.testkit.call;

import io.calling.CallAgent;
import io.calling.IncomingCall;
import io.calling.PeerId;
import io.calling.policy.CallHistory;
import io.calling.policy.CallLimits;
import io.calling.policy.CallPolicy;
import io.calling.policy.CallerFacts;
import io.calling.policy.PastCall;
import io.calling.policy.QuietHours;
import io.calling.policy.Who;
import io.calling.testkit.CallPair;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Collections;

/** Why Bob does not answer Alice, who is not to learn which of these it is. */
enum Refusal {
    BLOCKED,
    SILENCED,
    UNANSWERED,
    DECLINED,
    BUSY,
    QUIET,
    BOMBARDING,
    OFFLINE;

    private static final PeerId CAROL = PeerId.of("carol");

    /** So many calls in vain that no caller rings any more. */
    private static final CallHistory IN_VAIN =
            new CallHistory(
                    Collections.nCopies(
                            20, new PastCall(Duration.ofMinutes(1), PastCall.Kind.UNANSWERED)));

    CallAgent.Builder policy(CallAgent.Builder agent) {
        if (this == BOMBARDING) {
            agent.facts(peer -> CallerFacts.of(peer).withHistory(IN_VAIN));
        }
        return agent.policy(
                switch (this) {
                    case BLOCKED ->
                            CallPolicy.builder().deny(Who.anyone()).ring(Who.anyone()).build();
                    case SILENCED -> CallPolicy.builder().silence(Who.anyone()).build();
                    case QUIET ->
                            CallPolicy.builder()
                                    .ring(Who.anyone())
                                    .quietHours(QuietHours.daily(LocalTime.MIN, LocalTime.MIN))
                                    .build();
                    case BOMBARDING ->
                            CallPolicy.builder()
                                    .ring(Who.anyone())
                                    .limits(CallLimits.recommended())
                                    .build();
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
