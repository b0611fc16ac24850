package app;

/** Calls what the JDK has and Android has not: the check must say so. */
final class Planted {
    private Planted() {}

    static long pid() {
        return ProcessHandle.current().pid();
    }
}
