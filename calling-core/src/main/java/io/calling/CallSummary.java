package io.calling;

import io.calling.policy.Decision;
import io.calling.srtp.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One call that is over, for a list of calls. Holds no address.
 *
 * @param peer the other party
 * @param outgoing whether our user placed it
 * @param began when, by the wall clock
 * @param talked how long media could flow; nothing in a call that was not connected
 * @param video whether there was video at any time: both had agreed, and pictures could flow
 * @param reason why it ended
 * @param relayed whether every packet of it went through a relay
 * @param verification what was known about who held the other end
 * @param decision what the policy said about it, for our user alone; empty if it was not asked
 */
public record CallSummary(
        PeerId peer,
        boolean outgoing,
        Instant began,
        Duration talked,
        boolean video,
        EndReason reason,
        boolean relayed,
        Verification verification,
        Optional<Decision> decision) {

    static CallSummary of(Call call) {
        CallRecord record = call.record();
        CallTimeline timeline = record.timeline();
        Duration talked =
                timeline.at(Milestone.SECURED)
                        .flatMap(since -> timeline.at(Milestone.ENDED).map(end -> end.minus(since)))
                        .orElse(Duration.ZERO);
        return new CallSummary(
                call.peer(),
                call.isOutgoing(),
                timeline.began(),
                talked,
                record.hadVideo(),
                call.endReason().orElseThrow(),
                !record.wasDirect(),
                call.assurance().verification(),
                call.decision());
    }

    /** Whether the user should be told that somebody called: it rang, and was not answered. */
    public boolean missed() {
        return !outgoing
                && reason == EndReason.UNANSWERED
                && decision.filter(Decision.Ring.class::isInstance).isPresent();
    }
}
