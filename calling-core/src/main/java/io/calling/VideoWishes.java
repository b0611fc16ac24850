package io.calling;

import io.calling.media.VideoMedia;
import java.util.Optional;

/** What our user wants with the video of one call, whatever phase it is in. On the loop. */
record VideoWishes(Call call) {
    /** Asks for video, or agrees to it where the peer asks. */
    void request(VideoMedia media) {
        if (begin(media)) {
            call.input(new CallInput.RequestVideo(video().parameters(media)));
        }
    }

    /** Agrees to the video that the peer asks for, if it still does. */
    void accept(VideoMedia media) {
        if (begin(media)) {
            call.input(new CallInput.AcceptVideo(video().parameters(media)));
        }
    }

    /** Before the call is accepted there is nobody to ask: what it was placed with stays. */
    private boolean begin(VideoMedia media) {
        boolean talking = call.isTalking();
        if (talking) {
            video().give(media);
        } else {
            video().giveBack(media);
        }
        return talking;
    }

    /** Wants none: ends it, asks for it no longer, does not agree to it. */
    void stop() {
        if (call.isTalking()) {
            call.input(CallInput.Local.STOP_VIDEO);
        } else {
            video().stop();
            call.input(new CallInput.Brings(Optional.empty()));
        }
    }

    private CallVideo video() {
        return call.path().media().video();
    }
}
