package io.calling.examples.phone;

import io.calling.CallSession;
import io.calling.CallState;
import io.calling.Privacy;

/** Shows one call, and passes on what its buttons say. */
public final class CallView {
    private final CallSession call;
    private final Screen screen;

    /** Shows a call from now on. */
    public CallView(CallSession call, Screen screen) {
        this.call = call;
        this.screen = screen;
        call.onState(this::show);
        call.onKey(key -> screen.show(call.peer() + " presses " + key));
    }

    private void show(CallState state) {
        screen.show(words(state));
    }

    private String words(CallState state) {
        if (state instanceof CallState.Ringing) {
            return "Ringing";
        } else if (state instanceof CallState.Connecting) {
            return "Connecting";
        } else if (state instanceof CallState.Active) {
            return "Talking to " + call.peer();
        } else if (state instanceof CallState.OnHold held) {
            return held.byUs() ? "You hold the call" : "They hold the call";
        } else if (state instanceof CallState.Reconnecting) {
            return "Reconnecting";
        } else if (state instanceof CallState.Ended ended) {
            return ended.reason().advice();
        }
        return "";
    }

    /** The buttons with figures, for a menu at the other end. */
    public void press(String keys) {
        call.press(keys);
    }

    /** The red button. */
    public void hangUp() {
        call.hangUp();
    }

    /** The button that hides where the user is, for the rest of the call. */
    public void hideMe() {
        call.privacy(Privacy.RELAY_ONLY);
    }

    /** Whether the call is over. */
    public boolean isOver() {
        return call.state() instanceof CallState.Ended;
    }
}
