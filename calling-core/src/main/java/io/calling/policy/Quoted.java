package io.calling.policy;

/** Names in quotation marks, within which a backslash stands before each mark and backslash. */
final class Quoted {
    private Quoted() {}

    static String write(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
