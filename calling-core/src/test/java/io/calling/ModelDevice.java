package io.calling;

import io.calling.media.MediaKind;
import io.calling.signaling.CallId;
import io.calling.signaling.Envelope;
import io.calling.signaling.Inbox;
import io.calling.signaling.SignalingMessage.Invite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One device as a value: what {@link Exchange} does with the calls of one agent.
 *
 * @param name of the device
 * @param number tells its calls and parties from those of the others
 * @param party 0 or 1: whose device it is
 * @param privacy what its user wants
 * @param legs its calls, the ended ones included, in the order in which they began
 * @param refused calls that were not let in
 * @param budget what may still happen to it
 */
record ModelDevice(
        String name,
        int number,
        int party,
        PrivacyMode privacy,
        List<ModelLeg> legs,
        Set<CallId> refused,
        ModelBudget budget) {

    /** What an event led to. */
    record Step(ModelDevice next, List<Envelope> sent, List<String> faults) {}

    ModelDevice {
        legs = List.copyOf(legs);
        refused = Set.copyOf(refused);
    }

    static ModelDevice of(
            String name, int number, int party, PrivacyMode mode, ModelBudget budget) {
        return new ModelDevice(name, number, party, mode, List.of(), Set.of(), budget);
    }

    ModelDevice with(ModelBudget next) {
        return new ModelDevice(name, number, party, privacy, legs, refused, next);
    }

    /** Where nobody reads what is sent, how much it was makes no difference. */
    ModelDevice withEmptyOutboxes() {
        List<ModelLeg> empty = legs.stream().map(ModelLeg::withEmptyOutbox).toList();
        return new ModelDevice(name, number, party, privacy, empty, refused, budget);
    }

    Step on(ModelEvent event, ModelBehaviour behaviour) {
        if (event instanceof ModelEvent.Place) {
            return place(behaviour);
        }
        if (event instanceof ModelEvent.Delivered delivered) {
            return deliver(delivered.envelope(), behaviour);
        }
        if (event instanceof ModelEvent.Forged forged) {
            return input(forged.leg(), forged.message(), behaviour);
        }
        return input((ModelEvent.Happens) event, behaviour);
    }

    private Step place(ModelBehaviour behaviour) {
        CallTerms terms =
                new CallTerms(
                        true,
                        ModelParts.party(number),
                        privacy,
                        false,
                        CallTimes.DEFAULT,
                        Set.of(MediaKind.values()),
                        Optional.empty());
        ModelLeg call =
                ModelLeg.of(name, ModelParts.call(number), CallMachine.outgoing(terms), Inbox.EMPTY)
                        .withAccept();
        ModelDevice more = withMore(call);
        for (int i = 0; i < legs.size(); i++) {
            Optional<Opening> opening = legs.get(i).opening();
            if (opening.isPresent()) {
                Step first = more.input(i, CallInput.Local.SUPERSEDE, behaviour);
                Step second = first.next().adopt(legs.size(), opening.get(), behaviour);
                return joined(first, second);
            }
        }
        return more.input(legs.size(), CallInput.Local.PLACE, behaviour);
    }

    private static Step joined(Step first, Step second) {
        List<Envelope> sent = new ArrayList<>(first.sent());
        sent.addAll(second.sent());
        List<String> faults = new ArrayList<>(first.faults());
        faults.addAll(second.faults());
        return new Step(second.next(), sent, faults);
    }

    private Step adopt(int leg, Opening opening, ModelBehaviour behaviour) {
        return apply(
                leg,
                legs.get(leg)
                        .on(
                                new CallInput.Adopted(opening.caller(), opening.remote()),
                                Optional.of(opening),
                                behaviour));
    }

    private Step input(ModelEvent.Happens event, ModelBehaviour behaviour) {
        ModelLeg leg = legs.get(event.leg());
        ModelLeg ready = leg;
        if (event.input() == CallInput.Local.ACCEPT) {
            ready = leg.withAccept();
        } else if (event.input() instanceof CallInput.Timer timer) {
            ready = leg.without(timer);
        } else if (event.input() == CallInput.Progress.CANDIDATE) {
            ready = leg.withPath(leg.path().oneCandidate());
        } else if (event.input() == CallInput.Progress.PATH_FOUND) {
            ready = leg.withPath(leg.path().found());
        }
        return apply(event.leg(), ready.on(event.input(), Optional.empty(), behaviour));
    }

    private Step input(int leg, CallInput input, ModelBehaviour behaviour) {
        return apply(leg, legs.get(leg).on(input, Optional.empty(), behaviour));
    }

    private Step apply(int index, ModelLeg.Step step) {
        List<ModelLeg> changed = new ArrayList<>(legs);
        changed.set(index, step.next().forgottenIfEnded());
        ModelDevice next = new ModelDevice(name, number, party, privacy, changed, refused, budget);
        return new Step(next, step.sent(), step.faults());
    }

    /** {@link Exchange#onMessage}. */
    private Step deliver(Envelope envelope, ModelBehaviour behaviour) {
        int index = find(envelope.call());
        if (index >= 0) {
            return take(index, envelope, behaviour);
        }
        boolean known = refused.contains(envelope.call()) || envelope.call().equals(ownName());
        return !known && envelope.message() instanceof Invite invite
                ? invite(envelope, invite, behaviour)
                : nothing();
    }

    /** Whether a message means nothing to it any more, whatever happens. */
    boolean hasDoneWith(Envelope envelope) {
        int index = find(envelope.call());
        return index < 0
                ? refused.contains(envelope.call()) || envelope.call().equals(ownName())
                : legs.get(index).hasDoneWith(envelope);
    }

    /** {@link CallTable}: the call of that name that is alive, or else the last that was. */
    private int find(CallId id) {
        int found = -1;
        for (int i = 0; i < legs.size(); i++) {
            boolean better = found < 0 || legs.get(found).hasEnded();
            if (legs.get(i).id().equals(id) && better) {
                found = i;
            }
        }
        return found;
    }

    /** The name of the call that this device placed, even if it has taken another one since. */
    private CallId ownName() {
        return ModelParts.call(number);
    }

    private Step nothing() {
        return new Step(this, List.of(), List.of());
    }

    /** {@link Call#receive}. */
    private Step take(int index, Envelope envelope, ModelBehaviour behaviour) {
        ModelLeg leg = legs.get(index);
        if (!behaviour.isFresh(leg.inbox(), envelope)) {
            return nothing();
        }
        ModelLeg.Step step =
                leg.on(
                        new CallInput.Received(
                                envelope.party(), envelope.sequence(), envelope.message()),
                        Optional.empty(),
                        behaviour);
        ModelLeg next =
                step.dropped() ? step.next() : step.next().withInbox(leg.inbox().with(envelope, 0));
        return apply(index, new ModelLeg.Step(next, step.sent(), step.faults(), step.dropped()));
    }

    /** {@link Exchange#onInvite}. */
    private Step invite(Envelope envelope, Invite invite, ModelBehaviour behaviour) {
        Inbox inbox = Inbox.EMPTY.with(envelope, 0);
        for (int i = 0; i < legs.size(); i++) {
            if (legs.get(i).isWaiting()) {
                return meet(
                        i,
                        new Opening(envelope.call(), envelope.party(), invite.session(), inbox),
                        behaviour);
            }
        }
        CallTerms terms =
                new CallTerms(
                        false,
                        ModelParts.party(16 * (number + 1) + legs.size()),
                        PrivacyMode.RELAY_ONLY,
                        false,
                        CallTimes.DEFAULT);
        CallMachine machine = CallMachine.incoming(envelope.party(), invite.session(), terms);
        String transport = name + "+" + legs.size();
        return withMore(ModelLeg.of(transport, envelope.call(), machine, inbox)).nothing();
    }

    /** {@link Exchange#meet}. */
    private Step meet(int ours, Opening theirs, ModelBehaviour behaviour) {
        if (behaviour.givesWay(legs.get(ours).id(), theirs.id())) {
            return adopt(ours, theirs, behaviour);
        }
        Set<CallId> more = new HashSet<>(refused);
        more.add(theirs.id());
        return new ModelDevice(name, number, party, privacy, legs, more, budget).nothing();
    }

    private ModelDevice withMore(ModelLeg leg) {
        List<ModelLeg> more = new ArrayList<>(legs);
        more.add(leg);
        return new ModelDevice(name, number, party, privacy, more, refused, budget);
    }
}
