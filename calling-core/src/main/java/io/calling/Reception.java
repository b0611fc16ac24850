package io.calling;

import io.calling.ice.net.Network;
import io.calling.media.MediaKind;
import io.calling.policy.CallFacts;
import io.calling.policy.CallHistory;
import io.calling.policy.CallPolicy;
import io.calling.policy.CallerFacts;
import io.calling.policy.Decision;
import io.calling.srtp.Verification;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Who is let in, and who may be called: asks the application for facts on its executor, adds what
 * the agent knows itself, and puts all of it before the policy. Keeps the account of past calls by
 * which the policy counts, since the policy itself remembers nothing. On the loop.
 */
final class Reception {
    private static final String NOTHING_KNOWN = "nothing is known about the other side";

    private final Knowledge knowledge;
    private final CallPolicy policy;
    private final Network network;
    private final Executor application;
    private final CallTable calls;
    private final CallLog log = new CallLog();

    Reception(AgentConfig config, Network network, Executor application, CallTable calls) {
        this.knowledge = config.knowledge();
        this.policy = config.rules();
        this.network = network;
        this.application = application;
        this.calls = calls;
    }

    /** Decides about a call that came in. */
    void screen(Call call) {
        ask(
                call,
                known -> {
                    if (isGenuine(call, known)) {
                        decide(call, known.map(facts -> incoming(call, facts)));
                    } else {
                        call.fail(EndReason.IDENTITY_MISMATCH);
                    }
                });
    }

    /** An invite that should be signed and is not never reaches the policy. */
    private static boolean isGenuine(Call call, Optional<Knowledge.Known> known) {
        call.assurance().know(known.flatMap(Knowledge.Known::key));
        return call.opening().map(call::trusts).orElse(true);
    }

    /** Decides about a call of our user, and goes on if it may be placed. */
    void clear(Call call, Set<MediaKind> media, Runnable permitted) {
        Consumer<Optional<Knowledge.Known>> decide =
                known -> {
                    call.assurance().know(known.flatMap(Knowledge.Known::key));
                    decide(call, known.map(facts -> outgoing(call, facts).withMedia(media)));
                    if (!call.hasEnded()) {
                        permitted.run();
                    }
                };
        if (policy.looksAtCallees() || knowledge.identities() != null) {
            call.awaitFacts();
            ask(call, decide);
        } else {
            decide.accept(Optional.of(Knowledge.Known.nothing(call.peer())));
        }
    }

    /** The call is over. */
    void ended(Call call) {
        log.ended(call);
    }

    private void ask(Call call, Consumer<Optional<Knowledge.Known>> then) {
        try {
            application.execute(
                    () -> {
                        Optional<Knowledge.Known> known = knowledge.about(call.peer());
                        network.execute(() -> then.accept(known));
                    });
        } catch (RejectedExecutionException e) {
            call.fail(EndReason.POLICY);
        }
    }

    private void decide(Call call, Optional<CallFacts> facts) {
        if (call.hasEnded()) {
            return;
        }
        if (!call.isOutgoing() && isTooLate(call)) {
            call.fail(EndReason.UNANSWERED);
            return;
        }
        Decision decision =
                facts.map(known -> decide(call, known)).orElseGet(() -> withoutFacts(call));
        if (decision instanceof Decision.Ring) {
            log.began(call, network.nanoTime());
        } else if (!call.isOutgoing()) {
            log.refused(call.peer(), network.nanoTime());
        }
        call.decide(decision);
    }

    /**
     * Whoever calls again while a call of theirs rings has given that one up, though their device
     * may have been unable to say so. Where the new call may not ring beside it, but in its place,
     * the older one ends as if its caller had hung up; it has rung in vain, and counts.
     */
    private Decision decide(Call call, CallFacts facts) {
        Decision decision = policy.decide(facts);
        Optional<Call> older = calls.with(call.peer()).stream().filter(Call::isRinging).findFirst();
        if (call.isOutgoing() || decision instanceof Decision.Ring || older.isEmpty()) {
            return decision;
        }
        Decision instead = policy.decide(facts.among(facts.ongoing(), facts.ringing() - 1));
        if (!(instead instanceof Decision.Ring)) {
            return decision;
        }
        older.get().fail(EndReason.UNANSWERED);
        return instead;
    }

    /** Facts were so long in coming that the caller no longer waits. */
    private boolean isTooLate(Call call) {
        long age = call.record().ageMillis(network.nanoTime());
        return age >= call.terms().times().ring().toMillis();
    }

    /**
     * The application's code failed: nobody rings. Our user's calls are relayed, and not placed
     * where a rule or a key says to whom they may go.
     */
    private Decision withoutFacts(Call call) {
        CallPolicy relayed = policy.within(Privacy.RELAY_ONLY);
        if (!call.isOutgoing()) {
            return new Decision.Silence(NOTHING_KNOWN);
        }
        return relayed.looksAtCallees() || knowledge.identities() != null
                ? new Decision.Decline(NOTHING_KNOWN, Decision.Decline.Reason.DECLINED)
                : relayed.decide(CallFacts.outgoing(CallerFacts.of(call.peer())));
    }

    private CallFacts incoming(Call call, Knowledge.Known known) {
        return completed(call, known, CallFacts.incoming(known.facts()))
                .withMedia(call.requestedMedia());
    }

    private CallFacts outgoing(Call call, Knowledge.Known known) {
        return completed(call, known, CallFacts.outgoing(known.facts()));
    }

    private CallFacts completed(Call call, Knowledge.Known known, CallFacts facts) {
        long now = network.nanoTime();
        CallHistory with = log.with(call.peer(), now).with(known.facts().history());
        return facts.at(LocalDateTime.ofInstant(network.now(), knowledge.zone()))
                .withDevice(known.device())
                .after(with, log.ofEverybody(now))
                .proven(call.assurance().verification() == Verification.IDENTITY_KEY)
                .among(calls.count(Call::isTalking), calls.count(Call::isRinging));
    }
}
