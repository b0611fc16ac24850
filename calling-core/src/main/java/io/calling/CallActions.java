package io.calling;

import io.calling.CallEffect.AddCandidates;
import io.calling.CallEffect.CancelTimer;
import io.calling.CallEffect.Connect;
import io.calling.CallEffect.ConnectAgain;
import io.calling.CallEffect.Do;
import io.calling.CallEffect.Mark;
import io.calling.CallEffect.Send;
import io.calling.CallEffect.SetTimer;
import io.calling.CallEffect.StartVideo;
import io.calling.CallEffect.Tell;
import io.calling.CallEffect.TellMuted;
import io.calling.CallEffect.TellVideo;
import io.calling.signaling.CallId;
import io.calling.signaling.SessionParameters;
import io.calling.signaling.SignalingMessage.Accept;
import io.calling.signaling.SignalingMessage.Invite;
import io.calling.srtp.SetupRole;
import java.time.Duration;
import java.util.Optional;

/** Carries out what a call's machine wants done. On the loop. */
final class CallActions {
    private final Call call;
    private final CallServices services;
    private final Correspondence correspondence;
    private final CallTimers timers;
    private final CallPath path;
    private final Observers observers;
    private final Assurance assurance;
    private final Repeats repeats = new Repeats();

    CallActions(Call call, CallServices services) {
        this.call = call;
        this.services = services;
        this.correspondence = new Correspondence(call, services);
        this.timers = new CallTimers(services.network(), call::input);
        this.path = new CallPath(call, services);
        this.assurance = new Assurance(call, services.network(), services.identities());
        this.observers = new Observers(services.listeners(), call.record().state());
    }

    CallPath path() {
        return path;
    }

    Assurance assurance() {
        return assurance;
    }

    Correspondence correspondence() {
        return correspondence;
    }

    Observers observers() {
        return observers;
    }

    void perform(CallEffect effect) {
        if (effect instanceof Do simple) {
            perform(simple);
        } else if (effect instanceof Send send) {
            correspondence.send(send.message());
        } else if (effect instanceof Connect connect) {
            connect(connect.remote());
        } else if (effect instanceof AddCandidates more) {
            path.addCandidates(more.candidates());
        } else if (effect instanceof ConnectAgain again) {
            path.connectAgain(again.remote());
        } else if (effect instanceof Tell tell) {
            tell(tell.state());
        } else if (effect instanceof TellMuted muted) {
            call.record().mutedByPeer(muted.kinds());
            observers.tellMuted(muted.kinds());
        } else if (effect instanceof StartVideo start) {
            path.media().startVideo(start.remote());
            call.record().videoStarted();
        } else if (effect instanceof TellVideo video) {
            call.record().videoState(video.state());
            observers.tellVideo(video.state());
        } else if (effect instanceof Mark mark) {
            call.record().mark(mark.milestone(), services.network().nanoTime());
        } else if (effect instanceof SetTimer set) {
            setTimer(set.timer(), set.delay());
        } else if (effect instanceof CancelTimer cancel) {
            timers.cancel(cancel.timer());
        }
    }

    private void perform(Do effect) {
        switch (effect) {
            case GATHER -> path.gather();
            case OFFER -> services.offer(call);
            case SEND_INVITE -> correspondence.send(invite());
            case SEND_ACCEPT -> correspondence.send(accept());
            case SEND_CANDIDATES -> path.untoldCandidates().ifPresent(correspondence::send);
            case GATHER_AGAIN -> path.gatherAgain();
            case SEND_RENEWAL -> correspondence.send(path.renewal());
            case ADOPT -> adopt();
            case REPEAT -> repeat();
            case FORGET_SETUP -> correspondence.connected();
            case HANDSHAKE -> path.startHandshake();
            case START_MEDIA -> path.startMedia();
            case HOLD_MEDIA -> path.media().hold(true);
            case RESUME_MEDIA -> path.media().hold(false);
            case STOP_VIDEO -> path.media().video().stop();
            case DROP -> {}
            case RELEASE -> release();
        }
    }

    private Invite invite() {
        Duration lifetime = call.terms().times().ring();
        SessionParameters session = path.parameters(SetupRole.ACTPASS);
        return new Invite(lifetime, session.withProof(assurance.invite(session, lifetime)));
    }

    private Accept accept() {
        SessionParameters session = path.parameters(answerRole());
        return new Accept(session.withProof(assurance.accept(session)));
    }

    /** A callee who is not who it should be is not talked to. */
    private void connect(SessionParameters remote) {
        if (call.terms().outgoing() && !assurance.accepted(call.otherDevice(), remote)) {
            call.fail(EndReason.IDENTITY_MISMATCH);
        } else {
            path.connect(remote, assurance.binding());
        }
    }

    /**
     * The caller begins the handshake. RFC 5763, 5 recommends the answerer, so that it need not
     * wait for the answer to arrive; but the way is found later than that. The callee checks it at
     * once, and the caller's relay lets that check in where the two share a relay: the caller hears
     * first, half a round trip earlier than the callee would.
     */
    private static SetupRole answerRole() {
        return SetupRole.PASSIVE;
    }

    private void tell(CallState state) {
        call.record().state(state);
        observers.tell(state);
    }

    private void setTimer(CallInput.Timer timer, Duration delay) {
        if (timer == CallInput.Timer.REPEAT) {
            repeats.restart(delay);
        }
        timers.set(timer, timer == CallInput.Timer.RECONNECT ? left(delay) : delay);
    }

    /** How long the peer has been silent is part of the time in which it may come back. */
    private Duration left(Duration deadline) {
        Duration silence = path.silence();
        return silence.compareTo(deadline) < 0 ? deadline.minus(silence) : Duration.ZERO;
    }

    private void adopt() {
        CallId old = call.id();
        call.rename();
        correspondence.startOver();
        path.tellAllAgain();
        services.renamed(call, old);
    }

    private void repeat() {
        if (correspondence.repeat()) {
            repeats.next().ifPresent(delay -> timers.set(CallInput.Timer.REPEAT, delay));
        }
    }

    /** Waits twice as long each time, as RFC 8489, 6.2.1 does with its requests, and gives up. */
    private static final class Repeats {
        private static final int MAX_REPEATS = 7;

        private Duration delay = Duration.ZERO;
        private int count;

        void restart(Duration first) {
            delay = first;
            count = 0;
        }

        Optional<Duration> next() {
            delay = delay.multipliedBy(2);
            count++;
            return count < MAX_REPEATS ? Optional.of(delay) : Optional.empty();
        }
    }

    private void release() {
        timers.cancelAll();
        assurance.close();
        path.close();
        services.released(call);
    }
}
