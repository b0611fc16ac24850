package io.calling.examples.phone;

import io.calling.CallAgent;
import io.calling.CallSession;
import io.calling.IncomingCall;
import io.calling.PeerId;
import io.calling.media.Media;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A phone with one line. It gets its agent from outside, and so do its tests: theirs is on a
 * network that is no network.
 */
public final class Phone {
    private final CallAgent agent;
    private final Supplier<Media> voice;
    private final UnaryOperator<CallSession> onCall;
    private final Screen screen;
    private volatile @Nullable IncomingCall ringing;
    private volatile @Nullable CallView line;

    /**
     * A phone that waits for calls.
     *
     * @param voice gives a microphone and a loudspeaker for each call
     * @param onCall is shown each call that was placed or taken
     */
    public Phone(
            CallAgent agent,
            Supplier<Media> voice,
            UnaryOperator<CallSession> onCall,
            Screen screen) {
        this.agent = agent;
        this.voice = voice;
        this.onCall = onCall;
        this.screen = screen;
        agent.onIncoming(this::ring);
    }

    /** Who may ring: contacts, but for those who are blocked, who find nobody at home. */
    public static CallPolicy policy(Who blocked) {
        return CallPolicy.builder()
                .silence(blocked)
                .ring(Who.contacts())
                .revealPresence(Who.contacts())
                .build();
    }

    private void ring(IncomingCall call) {
        ringing = call;
        screen.ring(call.caller());
        call.ended().thenRun(screen::stopRinging);
    }

    /** The green button while nobody calls. */
    public void call(PeerId somebody) {
        talk(agent.place(somebody, voice.get()));
    }

    /** The green button while it rings. */
    public void accept() {
        IncomingCall call = ringing;
        if (call != null) {
            ringing = null;
            screen.stopRinging();
            talk(call.accept(voice.get()));
        }
    }

    /** The red button while it rings. */
    public void decline() {
        IncomingCall call = ringing;
        if (call != null) {
            ringing = null;
            call.decline();
        }
    }

    private void talk(CallSession call) {
        line = new CallView(onCall.apply(call), screen);
    }

    /** The call that there is, or was last. */
    public CallView line() {
        CallView view = line;
        if (view == null) {
            throw new IllegalStateException("there was no call yet");
        }
        return view;
    }
}
