package io.calling.examples.chatapp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/** Tells what happens, scene by scene; before each it waits for Enter where somebody watches. */
final class Teller {
    private final PrintStream out;
    private final Optional<BufferedReader> watcher;
    private int scenes;

    /**
     * @param watcher who presses Enter, where somebody sits at a terminal
     */
    Teller(PrintStream out, Optional<BufferedReader> watcher) {
        this.out = out;
        this.watcher = watcher;
    }

    /**
     * Begins the next scene.
     *
     * @return whether it is wanted; false where whoever watches has typed {@code q}
     */
    boolean scene(String title) throws IOException {
        if (scenes > 0 && watcher.isPresent()) {
            out.println("   Press Enter to go on, q to leave.");
            String typed = watcher.get().readLine();
            if (typed == null || typed.strip().equalsIgnoreCase("q")) {
                return false;
            }
        }
        scenes++;
        out.printf("%n%d. %s%n", scenes, title);
        return true;
    }

    /** What a device shows its user. */
    void tell(String device, String words) {
        synchronized (out) {
            out.printf("   %-13s %s%n", device, words);
        }
    }

    /**
     * What whoever reads along should know, if it was seen to hold.
     *
     * @param holds whether it was
     * @param claim it, in words
     * @param otherwise what to say if not
     * @return whether it holds
     */
    boolean explain(boolean holds, String claim, String otherwise) {
        synchronized (out) {
            out.println("   (" + (holds ? claim : otherwise) + ")");
        }
        return holds;
    }
}
