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
 * @param peer {@code chromium}, {@code aiortc} or {@code pion}
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
                new Cell("pion", "answer", "av", "tls", "relay"));
    }

    /** Each combination. */
    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        for (String peer : List.of("aiortc", "chromium", "pion")) {
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
        return cells;
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

    /** What the peer is asked to do. */
    Map<String, String> asked(String base, String relay, String username, String password) {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("base", base);
        asked.put("relay", relay);
        asked.put("policy", policy);
        asked.put("role", role);
        asked.put("media", media);
        asked.put("seconds", withVideo() && !peer.equals("pion") ? "10" : "3");
        asked.put("username", username);
        asked.put("password", password);
        return asked;
    }
}
