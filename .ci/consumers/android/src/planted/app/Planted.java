package app;

import android.media.AudioRecord;

/** Calls what the JDK has and Android has not, and what nobody has: the check must say so. */
final class Planted {
    private Planted() {}

    static long pid() {
        AudioRecord.notOnAnyDevice();
        return ProcessHandle.current().pid();
    }
}
