package io.calling;

import io.calling.ice.net.Network;
import io.calling.media.Media;
import io.calling.policy.Decision;
import io.calling.signaling.CallId;
import io.calling.signaling.Envelope;
import io.calling.signaling.Inbox;
import io.calling.signaling.MessageText;
import io.calling.signaling.PartyId;
import io.calling.signaling.Reading;
import io.calling.signaling.SignalingMessage;
import io.calling.signaling.SignalingMessage.Invite;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the calls of one agent meet: brings each message to the call that it belongs to, and each
 * new caller before the policy. On the loop, but for what says otherwise.
 */
final class Exchange implements CallServices {
    /** While so many calls wait for an answer, no other is looked at. */
    private static final int MAX_UNANSWERED = 64;

    private final AgentConfig config;
    private final Network network;
    private final Layers layers;
    private final AgentThreads threads;
    private final PostOffice post;
    private final CallTable calls = new CallTable();
    private final Reception reception;
    private final Hints hints = new Hints();
    private final AtomicLong messagesRefused = new AtomicLong();
    private volatile @Nullable Consumer<? super IncomingCall> incoming;
    private volatile @Nullable Consumer<? super CallSummary> history;
    private boolean closed;

    private final Recorders recorders;

    Exchange(AgentConfig config, Network network, Layers layers, AgentThreads threads) {
        this.config = config;
        this.network = network;
        this.layers = layers;
        this.threads = threads;
        this.recorders = Recorders.of(config.diagnostics(), threads.diagnostics(), network);
        this.post = new PostOffice(config.signaling(), threads.signaling(), network);
        this.reception = new Reception(config, network, threads.listeners(), calls);
    }

    /** Begins to listen to the channel. */
    void open() {
        post.open(this::onText);
    }

    /** From any thread. */
    void onIncoming(Consumer<? super IncomingCall> listener) {
        incoming = listener;
    }

    /** From any thread. */
    void onHistory(Consumer<? super CallSummary> listener) {
        history = listener;
    }

    /** A call that is not placed yet. From any thread. */
    Call newCall(PeerId callee) {
        CallTerms terms =
                new CallTerms(true, newParty(), PrivacyMode.RELAY_ONLY, false, config.times());
        return new Call(callee, newCallId(), CallMachine.outgoing(terms), this);
    }

    /** Places a call if the policy allows it; after {@link #close()} it ends at once. */
    void place(Call call, Media media) {
        calls.add(call);
        call.bring(media);
        if (closed) {
            call.input(CallInput.Local.HANG_UP);
        } else {
            reception.clear(call, media.kinds(), () -> placePermitted(call));
        }
    }

    private void placePermitted(Call call) {
        Optional<Call> ringing =
                calls.with(call.peer()).stream()
                        .filter(other -> other.opening().isPresent())
                        .findFirst();
        if (ringing.isEmpty() || !answer(ringing.get(), call)) {
            call.place();
        }
    }

    /** Whoever calls the person whose call rings answers it, if it is that person. */
    private static boolean answer(Call ringing, Call call) {
        Opening opening = ringing.opening().orElseThrow();
        if (!call.trusts(opening)) {
            return false;
        }
        ringing.input(CallInput.Local.SUPERSEDE);
        call.adopt(opening);
        return true;
    }

    /** Takes a text from outside. From any thread. */
    void receive(PeerId from, String text) {
        post.receive(from, text, this::onText);
    }

    /** Texts that were no messages, messages of no call, and calls that were too many. */
    long messagesRefused() {
        return messagesRefused.get();
    }

    /** Hangs up every call, and lets no other begin. */
    void close() {
        closed = true;
        calls.alive().forEach(call -> call.input(CallInput.Local.HANG_UP));
    }

    /** Runs the task when all that was said has been handed to the channel. */
    void whenSaid(Runnable task) {
        post.whenSent(task);
    }

    private void onText(PeerId from, String text) {
        if (MessageText.read(text) instanceof Reading.Understood understood) {
            onMessage(from, understood.envelope());
        } else {
            messagesRefused.incrementAndGet();
        }
    }

    /** A message of a call belongs to it only if it comes from the call's other party. */
    private void onMessage(PeerId from, Envelope envelope) {
        Call call = calls.find(envelope.call());
        EndedCall over = call == null ? calls.findEnded(envelope.call()) : null;
        if (call != null && call.peer().equals(from)) {
            call.receive(envelope);
        } else if (over != null && over.peer().equals(from)) {
            over.answer(envelope, network.nanoTime())
                    .ifPresent(farewell -> post.send(from, farewell, () -> {}));
        } else if (call != null || over != null) {
            messagesRefused.incrementAndGet();
        } else {
            onStranger(from, envelope);
        }
    }

    /** A message of no call that is known. */
    private void onStranger(PeerId from, Envelope envelope) {
        if (envelope.message() instanceof Invite invite) {
            onInvite(from, envelope, invite);
            return;
        }
        messagesRefused.incrementAndGet();
        boolean over =
                envelope.message() instanceof SignalingMessage.HangUp
                        || envelope.message() instanceof SignalingMessage.Answered;
        if (over) {
            calls.refuse(envelope.call()); // it overtook its invite, which is not to ring
        }
    }

    private void onInvite(PeerId from, Envelope envelope, Invite invite) {
        boolean expired = envelope.ageMillis() >= invite.lifetime().toMillis();
        boolean known = calls.isRefused(envelope.call());
        if (closed || expired || known || isFull()) {
            messagesRefused.incrementAndGet();
            return;
        }
        if (incoming == null) {
            messagesRefused.incrementAndGet();
            hints.nobodyListens();
            return;
        }
        Optional<Call> ours = calls.with(from).stream().filter(Call::isWaiting).findFirst();
        if (ours.isPresent()) {
            meet(ours.get(), envelope, invite);
        } else {
            ring(from, envelope, invite);
        }
    }

    /** Calls that were answered don't count: a server may be in as many as it wants. */
    private boolean isFull() {
        return calls.count(call -> !call.isTalking()) >= MAX_UNANSWERED;
    }

    /** Both have called each other: one of the two calls goes on, the same on both sides. */
    private void meet(Call ours, Envelope envelope, Invite invite) {
        if (Opening.givesWay(ours.id(), envelope.call())) {
            Inbox inbox = Inbox.EMPTY.with(envelope, 0);
            Opening opening =
                    new Opening(envelope.call(), envelope.party(), invite.session(), inbox);
            if (ours.trusts(opening)) {
                ours.adopt(opening);
            } else {
                refuse(envelope.call());
            }
        } else {
            refuse(envelope.call());
        }
    }

    private void refuse(CallId call) {
        calls.refuse(call);
        messagesRefused.incrementAndGet();
    }

    private void ring(PeerId from, Envelope envelope, Invite invite) {
        CallTimes times = config.times().ringingAtMost(invite.lifetime(), envelope.ageMillis());
        CallTerms terms = new CallTerms(false, newParty(), PrivacyMode.RELAY_ONLY, false, times);
        CallMachine machine = CallMachine.incoming(envelope.party(), invite.session(), terms);
        Call call = new Call(from, envelope.call(), machine, this);
        calls.add(call);
        call.opened(envelope);
        reception.screen(call);
    }

    @Override
    public void offer(Call call) {
        Consumer<? super IncomingCall> listener = incoming;
        if (listener != null && call.decision().orElse(null) instanceof Decision.Ring ring) {
            IncomingView view = new IncomingView(call, ring, network);
            call.observers().run("listener for incoming calls", () -> listener.accept(view));
        }
    }

    @Override
    public void renamed(Call call, CallId old) {
        calls.rename(call, old);
    }

    @Override
    public void released(Call call) {
        calls.end(call);
        reception.ended(call);
        if (!call.isOutgoing() && call.decision().filter(Exchange::refuses).isPresent()) {
            hints.refused();
        }
        Consumer<? super CallSummary> listener = history;
        if (listener != null) {
            CallSummary summary = CallSummary.of(call);
            call.observers().run("listener for past calls", () -> listener.accept(summary));
        }
    }

    private static boolean refuses(Decision decision) {
        return !(decision instanceof Decision.Ring);
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public Layers layers() {
        return layers;
    }

    @Override
    public Executor listeners() {
        return threads.listeners();
    }

    @Override
    public Executor media() {
        return threads.media();
    }

    @Override
    public Recorders recorders() {
        return recorders;
    }

    @Override
    public @Nullable Identities identities() {
        return config.knowledge().identities();
    }

    @Override
    public Ports.Post post() {
        return post;
    }

    private PartyId newParty() {
        return PartyId.of(random(PartyId.BYTES));
    }

    private CallId newCallId() {
        return CallId.of(random(CallId.BYTES));
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        network.randomBytes(bytes);
        return bytes;
    }
}
