package io.calling.testkit.attack;

import io.calling.ice.IceTransports;

/** A process whose application has set ice4j up in its own way, by system properties. */
final class LeakyIce4j {
    static final String REFUSED = "refused: ";
    static final String WENT_ON = "went on";

    private LeakyIce4j() {}

    /** Without arguments. */
    public static void main(String[] args) {
        try {
            IceTransports.warmUp();
            System.out.println(WENT_ON);
        } catch (IllegalStateException e) {
            System.out.println(REFUSED + e.getMessage());
        }
    }
}
