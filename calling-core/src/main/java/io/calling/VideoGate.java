package io.calling;

/**
 * What our user has given for the pictures of one call, and whether they flow. Pure: says what
 * becomes of what was given, which {@link CallVideo} carries out, so that the explorer goes through
 * the same code.
 *
 * @param given whether something was given and not given back since
 * @param flowing whether it is in use
 * @param held whether the call is on hold, so that nothing is captured and shown
 * @param closed whether the call is over
 */
record VideoGate(boolean given, boolean flowing, boolean held, boolean closed) {
    static final VideoGate EMPTY = new VideoGate(false, false, false, false);

    /** What becomes of it. */
    enum Fate {
        /** It stays where it is, or there is none. */
        STAYS,
        /** It is kept until it is used or given back. */
        KEPT,
        /** It is closed, and was never used. */
        GIVEN_BACK,
        /** It is closed once its use has ended. */
        ENDED
    }

    /** How it is then, and what becomes of what was given. */
    record Step(VideoGate next, Fate fate) {}

    /** Our user gives something; one thing is taken at a time, and none when the call is over. */
    Step give() {
        return closed || given
                ? new Step(this, Fate.GIVEN_BACK)
                : new Step(new VideoGate(true, false, held, false), Fate.KEPT);
    }

    /**
     * Both want pictures.
     *
     * @throws IllegalStateException if our user has given nothing for them
     */
    VideoGate start() {
        if (!given) {
            throw new IllegalStateException("no video without consent");
        }
        return new VideoGate(true, true, held, closed);
    }

    /** Somebody wants none any more. */
    Step stop() {
        Fate fate = flowing ? Fate.ENDED : given ? Fate.GIVEN_BACK : Fate.STAYS;
        return new Step(new VideoGate(false, false, held, closed), fate);
    }

    /** On hold, or no longer. */
    VideoGate hold(boolean on) {
        return new VideoGate(given, flowing, on, closed);
    }

    /** The call is over. */
    Step close() {
        Step stopped = stop();
        return new Step(new VideoGate(false, false, held, true), stopped.fate());
    }

    /** Whether pictures of the peer are shown; ours are sent too, unless they are muted. */
    boolean isOpen() {
        return flowing && !held;
    }
}
