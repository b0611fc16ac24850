package io.calling.benchmarks.hosts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Programs that are run to their end. */
public final class Commands {
    private Commands() {}

    public static void run(List<String> command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " exited with " + code);
        }
    }

    /** Words in one line, as a person would type them. */
    public static void run(String words) throws IOException, InterruptedException {
        run(List.of(words.split(" ", -1)));
    }

    /** A command that runs on one of the hosts. */
    public static List<String> on(Host host, List<String> command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", host.namespace()));
        all.addAll(command);
        return all;
    }

    /** Waits for the end of a program that was told to end. */
    public static void await(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Another main class of ours, in a JVM like this one. */
    public static List<String> java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.add("-D" + Host.PROPERTY + '=' + Host.prefix());
        command.addAll(List.of("-Dsun.net.httpserver.nodelay=true", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(Arrays.asList(arguments));
        return command;
    }
}
