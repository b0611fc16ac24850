package io.calling.examples.echo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One kind of call between the echo server and a stack that we did not write.
 *
 * @param peer {@code chromium}, {@code firefox}, {@code aiortc}, {@code pion} or {@code gstreamer}
 * @param role who describes first, seen from the peer
 * @param media {@code av} or {@code audio}
 * @param path of the server: {@code direct}, or the transport to its relay
 * @param policy of the peer: {@code relay} or {@code all}
 */
record Cell(String peer, String role, String media, String path, String policy) {
    /** A call of each kind of peer, role, media, path and policy, though not each combination. */
    static List<Cell> some() {
        return List.of(
                new Cell("aiortc", "offer", "av", "udp", "relay"),
                new Cell("chromium", "offer", "av", "tls", "all"),
                new Cell("chromium", "answer", "av", "tcp", "relay"),
                new Cell("aiortc", "answer", "audio", "direct", "all"),
                new Cell("chromium", "offer", "audio", "direct", "all"),
                new Cell("pion", "offer", "av", "tcp", "all"),
                new Cell("pion", "answer", "av", "tls", "relay"),
                new Cell("firefox", "answer", "av", "tls", "all"),
                new Cell("firefox", "offer", "av", "udp", "relay"),
                new Cell("gstreamer", "answer", "av", "tcp", "relay"));
    }

    /** Each combination. */
    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        for (String peer : List.of("aiortc", "chromium", "pion", "firefox", "gstreamer")) {
            for (String role : List.of("offer", "answer")) {
                for (String media : List.of("audio", "av")) {
                    for (String path : List.of("direct", "udp", "tcp", "tls")) {
                        for (String policy : List.of("relay", "all")) {
                            cells.add(new Cell(peer, role, media, path, policy));
                        }
                    }
                }
            }
        }
        cells.removeIf(cell -> !cell.isWithinReach());
        return cells;
    }

    /**
     * GStreamer takes no UDP from the loopback interface, where the relay is, and TURN over TLS
     * means another protocol to it.
     */
    private boolean isWithinReach() {
        return !peer.equals("gstreamer")
                || isDirect() && policy.equals("all")
                || path.equals("tcp") && policy.equals("relay");
    }

    /** Those whose name has the expression of {@code -Dcalling.cells} in it; without one, each. */
    static List<Cell> chosen(List<Cell> cells) {
        Predicate<String> wanted =
                Pattern.compile(System.getProperty("calling.cells", "")).asPredicate();
        return cells.stream().filter(cell -> wanted.test(cell.name())).toList();
    }

    /** As in {@code chromium/offer/av/direct/relay}. */
    String name() {
        return String.join("/", peer, role, media, path, policy);
    }

    boolean isDirect() {
        return path.equals("direct");
    }

    boolean withVideo() {
        return media.equals("av");
    }

    /** Whether its pictures are there at once. */
    private boolean isProgram() {
        return peer.equals("pion") || peer.equals("gstreamer");
    }

    /** What the peer is asked to do. */
    Map<String, String> asked(String base, String relay, String username, String password) {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("base", base);
        asked.put("relay", relay);
        asked.put("policy", policy);
        asked.put("role", role);
        asked.put("media", media);
        asked.put("seconds", withVideo() && !isProgram() ? "10" : "3");
        asked.put("username", username);
        asked.put("password", password);
        return asked;
    }
}
