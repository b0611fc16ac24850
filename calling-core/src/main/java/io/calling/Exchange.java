package io.calling;

import io.calling.ice.net.Network;
import io.calling.media.Media;
import io.calling.signaling.CallId;
import io.calling.signaling.Envelope;
import io.calling.signaling.Inbox;
import io.calling.signaling.MessageText;
import io.calling.signaling.PartyId;
import io.calling.signaling.Reading;
import io.calling.signaling.SignalingMessage.Invite;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the calls of one agent meet: brings each message to the call that it belongs to, and each
 * new caller before the policy. On the loop, but for what says otherwise.
 */
final class Exchange implements CallServices {
    /** More calls at once are not looked at. */
    private static final int MAX_CALLS = 64;

    private final AgentConfig config;
    private final Network network;
    private final Layers layers;
    private final AgentThreads threads;
    private final PostOffice post;
    private final CallTable calls = new CallTable();
    private final AtomicLong messagesRefused = new AtomicLong();
    private volatile @Nullable Consumer<? super IncomingCall> incoming;
    private boolean closed;

    Exchange(AgentConfig config, Network network, Layers layers, AgentThreads threads) {
        this.config = config;
        this.network = network;
        this.layers = layers;
        this.threads = threads;
        this.post = new PostOffice(config.signaling(), threads.signaling(), network);
    }

    /** Begins to listen to the channel. */
    void open() {
        post.open(this::onText);
    }

    /** From any thread. */
    void onIncoming(Consumer<? super IncomingCall> listener) {
        incoming = listener;
    }

    /** A call that is not placed yet. From any thread. */
    Call newCall(PeerId callee) {
        PrivacyMode privacy = config.privacyFor(callee);
        CallTerms terms = new CallTerms(true, newParty(), privacy, false, config.times());
        return new Call(callee, newCallId(), CallMachine.outgoing(terms), this);
    }

    /** Places a call; after {@link #close()} it ends at once. */
    void place(Call call, Media media) {
        calls.add(call);
        if (closed) {
            call.input(CallInput.Local.HANG_UP);
        }
        Optional<Call> ringing =
                calls.with(call.peer()).stream()
                        .filter(other -> other.opening().isPresent())
                        .findFirst();
        if (ringing.isPresent() && !closed) {
            answer(ringing.get(), call, media);
        } else {
            call.place(media);
        }
    }

    /** Whoever calls the person whose call rings answers it. */
    private static void answer(Call ringing, Call call, Media media) {
        Opening opening = ringing.opening().orElseThrow();
        ringing.input(CallInput.Local.SUPERSEDE);
        call.path().media().give(media);
        call.adopt(opening);
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
        if (call != null && call.peer().equals(from)) {
            call.receive(envelope);
        } else if (call == null && envelope.message() instanceof Invite invite) {
            onInvite(from, envelope, invite);
        } else {
            messagesRefused.incrementAndGet();
        }
    }

    private void onInvite(PeerId from, Envelope envelope, Invite invite) {
        boolean expired = envelope.ageMillis() >= invite.lifetime().toMillis();
        boolean known = calls.isRefused(envelope.call());
        if (closed || expired || known || calls.aliveCount() >= MAX_CALLS || incoming == null) {
            messagesRefused.incrementAndGet();
            return;
        }
        Optional<Call> ours = calls.with(from).stream().filter(Call::isWaiting).findFirst();
        if (ours.isPresent()) {
            meet(ours.get(), envelope, invite);
        } else {
            ring(from, envelope, invite);
        }
    }

    /** Both have called each other: one of the two calls goes on, the same on both sides. */
    private void meet(Call ours, Envelope envelope, Invite invite) {
        if (Opening.givesWay(ours.id(), envelope.call())) {
            Inbox inbox = Inbox.EMPTY.with(envelope, 0);
            ours.adopt(new Opening(envelope.call(), envelope.party(), invite.session(), inbox));
        } else {
            calls.refuse(envelope.call());
            messagesRefused.incrementAndGet();
        }
    }

    private void ring(PeerId from, Envelope envelope, Invite invite) {
        CallTimes times = config.times().ringingAtMost(invite.lifetime(), envelope.ageMillis());
        CallTerms terms = new CallTerms(false, newParty(), PrivacyMode.RELAY_ONLY, false, times);
        CallMachine machine = CallMachine.incoming(envelope.party(), invite.session(), terms);
        Call call = new Call(from, envelope.call(), machine, this);
        calls.add(call);
        call.opened(envelope);
        screen(call);
    }

    /** Asks the application for facts on its executor, and the policy for a decision. */
    private void screen(Call call) {
        try {
            threads.listeners()
                    .execute(
                            () -> {
                                CallInput.Decided decided = config.decide(call.peer());
                                network.execute(() -> call.decide(decided));
                            });
        } catch (RejectedExecutionException e) {
            call.fail(EndReason.POLICY);
        }
    }

    @Override
    public void offer(Call call) {
        Consumer<? super IncomingCall> listener = incoming;
        if (listener != null && call.decision() != null) {
            IncomingView view = new IncomingView(call, call.decision(), network);
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
