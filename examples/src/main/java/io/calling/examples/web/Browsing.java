package io.calling.examples.web;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;

/** The browser of the person at this machine. */
public final class Browsing {
    private Browsing() {}

    /** Shows a page, where there is a desktop to show it on. */
    public static void show(String address) {
        try {
            if (!GraphicsEnvironment.isHeadless()
                    && Desktop.isDesktopSupported()
                    && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                Desktop.getDesktop().browse(URI.create(address));
            }
        } catch (IOException | UnsupportedOperationException e) {
            // The address was printed: a person can open it.
        }
    }
}
