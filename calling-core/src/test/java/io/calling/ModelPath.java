package io.calling;

/**
 * What a call holds of its path, as a value. Transports are named by their user fragments.
 *
 * @param gathering which generation's transport has been opened last; -1 for none
 * @param candidates how many more of that transport's candidates may come
 * @param linked which transport of the peer the first path was connected to; empty for none
 * @param next which one the new path was connected to, while there is one
 * @param handshaking whether the handshake has begun
 * @param flowing whether media was started
 * @param held whether it is held
 * @param released whether everything was given back
 */
record ModelPath(
        int gathering,
        int candidates,
        String linked,
        String next,
        boolean handshaking,
        boolean flowing,
        boolean held,
        boolean released) {
    static final ModelPath CLOSED = new ModelPath(-1, 0, "", "", false, false, false, false);

    boolean isOpen() {
        return gathering >= 0 && !released;
    }

    /** Which transport of the peer the latest of ours was connected to. */
    String latest() {
        return next.isEmpty() ? linked : next;
    }

    ModelPath gather(int generation) {
        return new ModelPath(generation, 1, linked, "", handshaking, flowing, held, released);
    }

    ModelPath oneCandidate() {
        return new ModelPath(
                gathering, candidates - 1, linked, next, handshaking, flowing, held, released);
    }

    ModelPath connect(String remote) {
        return new ModelPath(
                gathering, candidates, remote, "", handshaking, flowing, held, released);
    }

    ModelPath connectAgain(String remote) {
        return new ModelPath(
                gathering, candidates, linked, remote, handshaking, flowing, held, released);
    }

    ModelPath found() {
        return new ModelPath(
                gathering, candidates, latest(), "", handshaking, flowing, held, released);
    }

    ModelPath handshake() {
        return new ModelPath(gathering, candidates, linked, next, true, flowing, held, released);
    }

    ModelPath media() {
        return new ModelPath(
                gathering, candidates, linked, next, handshaking, true, held, released);
    }

    ModelPath hold(boolean on) {
        return new ModelPath(
                gathering, candidates, linked, next, handshaking, flowing, on, released);
    }

    ModelPath release() {
        return new ModelPath(gathering, 0, linked, next, handshaking, flowing, held, true);
    }

    /** What matters of a path that was released. */
    ModelPath forgotten() {
        return new ModelPath(-1, 0, "", "", false, flowing, false, true);
    }
}
