package io.calling.media;

/** Is told the keys of a telephone that the peer presses. Called on the loop. */
@FunctionalInterface
public interface KeyListener {
    /** A key was pressed: 0 to 9, star, hash, A to D. Told once, when the first report comes. */
    void onKey(char key);
}
