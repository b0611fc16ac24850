package io.calling.sdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges an answer by its text and the offer's, with what the RFCs say and nothing of the code
 * under test: it shares no reader with it.
 */
final class JsepCheck {
    private final List<String> offerSession = new ArrayList<>();
    private final List<List<String>> offer;
    private final List<String> answerSession = new ArrayList<>();
    private final List<List<String>> answer;
    private final List<String> faults = new ArrayList<>();

    private JsepCheck(String offer, String answer) {
        this.offer = sections(offer, offerSession);
        this.answer = sections(answer, answerSession);
        grammar(answer);
    }

    /** What is wrong with the answer; empty if nothing is. */
    static List<String> faults(String offer, String answer) {
        JsepCheck check = new JsepCheck(offer, answer);
        check.run();
        return check.faults;
    }

    private static List<List<String>> sections(String text, List<String> session) {
        List<List<String>> sections = new ArrayList<>();
        List<String> current = session;
        for (String line : text.split("\r\n|\r|\n", -1)) {
            if (line.startsWith("m=")) {
                current = new ArrayList<>();
                sections.add(current);
            }
            if (!line.isBlank()) {
                current.add(line.stripTrailing());
            }
        }
        return sections;
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            faults.add(rule);
        }
    }

    /** RFC 8866, 9: lines end with CRLF, and stand in their order. */
    private void grammar(String text) {
        require(text.endsWith("\r\n"), "8866: the last line ends too");
        require(!text.replace("\r\n", "").contains("\n"), "8866: CRLF everywhere");
        StringBuilder order = new StringBuilder();
        for (String line : answerSession) {
            require(line.matches("[a-z]=.+"), "8866: a line is a letter, = and a value: " + line);
            order.append(line.charAt(0));
        }
        require(order.toString().matches("vost(c|)a*|voscta*"), "8866: order is " + order);
        require(
                answerSession.stream().anyMatch(l -> l.matches("o=\\S+ \\d+ \\d+ IN IP[46] \\S+")),
                "8866: o= has six fields");
        for (List<String> section : answer) {
            require(
                    section.get(0).matches("m=\\S+ \\d+ \\S+( \\S+)+"),
                    "8866: m= has a kind, a port, a protocol and formats");
            require(section.stream().filter(l -> l.startsWith("c=")).count() == 1, "8866: one c=");
        }
    }

    private void run() {
        require(answer.size() == offer.size(), "3264, 6: as many m= lines as the offer");
        if (answer.size() != offer.size()) {
            return;
        }
        for (int i = 0; i < answer.size(); i++) {
            section(i, offer.get(i), answer.get(i));
        }
        bundle();
        extensionsAcrossTheBundle();
        require(
                Stream.concat(answerSession.stream(), answer.stream().flatMap(List::stream))
                        .noneMatch(l -> l.equals("a=ice-lite") || l.equals("a=bundle-only")),
                "8843, 7.3: no bundle-only in answers, and we are no lite agent");
    }

    private static String[] m(List<String> section) {
        return section.get(0).substring(2).split(" ", -1);
    }

    private static boolean isRejected(List<String> section) {
        return m(section)[1].split("/", -1)[0].equals("0") && !section.contains("a=bundle-only");
    }

    private static List<String> values(List<String> lines, String name) {
        String start = "a=" + name + ":";
        return lines.stream()
                .filter(l -> l.startsWith(start))
                .map(l -> l.substring(start.length()).trim())
                .toList();
    }

    private static List<String> formats(List<String> section) {
        String[] words = m(section);
        return Arrays.asList(words).subList(3, words.length);
    }

    private void section(int index, List<String> offered, List<String> answered) {
        String at = " (section " + index + ")";
        require(m(offered)[0].equals(m(answered)[0]), "3264, 6: same kind of media" + at);
        require(m(offered)[2].equals(m(answered)[2]), "3264, 6: same transport protocol" + at);
        require(
                values(offered, "mid").equals(values(answered, "mid")),
                "8843, 7.3 and 5888, 9.1: same mid" + at);
        if (isRejected(answered)) {
            require(m(answered)[1].equals("0"), "3264, 6: refused by port 0" + at);
            return;
        }
        require(!isRejected(offered), "3264, 8.2: what was refused stays refused" + at);
        formats(offered, answered, at);
        direction(offered, answered, at);
        transport(offered, answered, at);
        extensions(offered, answered, at);
        streams(offered, answered, at);
    }

    private static Map<String, String> byFormat(List<String> section, String name) {
        Map<String, String> map = new HashMap<>();
        for (String value : values(section, name)) {
            int space = value.indexOf(' ');
            if (space > 0) {
                map.put(value.substring(0, space), value.substring(space + 1).trim());
            }
        }
        return map;
    }

    private void formats(List<String> offered, List<String> answered, String at) {
        List<String> types = formats(answered);
        require(formats(offered).containsAll(types), "3264, 6.1: formats of the offer only" + at);
        require(new HashSet<>(types).size() == types.size(), "8866: no format twice" + at);
        Map<String, String> theirs = byFormat(offered, "rtpmap");
        Map<String, String> ours = byFormat(answered, "rtpmap");
        boolean media = false;
        for (String type : types) {
            String map = ours.getOrDefault(type, "");
            require(
                    map.equalsIgnoreCase(theirs.getOrDefault(type, "")),
                    "3264, 6.1: one payload type means one thing, " + type + at);
            media |=
                    !map.toLowerCase(Locale.ROOT).startsWith("rtx/")
                            && !map.startsWith("telephone");
        }
        require(media, "3264, 6.1: at least one format that carries media" + at);
        Map<String, String> parameters = byFormat(answered, "fmtp");
        require(types.containsAll(parameters.keySet()), "8866: fmtp of listed formats" + at);
        require(types.containsAll(ours.keySet()), "8866: rtpmap of listed formats" + at);
        for (String type : types) {
            if (ours.getOrDefault(type, "").toLowerCase(Locale.ROOT).startsWith("rtx/")) {
                String apt = parameters.getOrDefault(type, "").replace("apt=", "");
                require(types.contains(apt), "4588, 8.6: rtx repairs a format of the answer" + at);
            }
        }
        feedback(offered, answered, types, at);
    }

    /** RFC 4585, 4.2: the answer keeps or removes feedback, and adds none. */
    private void feedback(
            List<String> offered, List<String> answered, List<String> types, String at) {
        Set<String> allowed = new HashSet<>();
        for (String value : values(offered, "rtcp-fb")) {
            String[] words = value.split(" ", 2);
            for (String type : types) {
                if (words[0].equals(type) || words[0].equals("*")) {
                    allowed.add(type + " " + words[1].trim());
                }
            }
        }
        require(
                allowed.containsAll(values(answered, "rtcp-fb")),
                "4585, 4.2: no feedback that was not offered" + at);
    }

    private static String direction(List<String> section, List<String> session) {
        for (List<String> level : List.of(section, session)) {
            for (String name : List.of("sendrecv", "sendonly", "recvonly", "inactive")) {
                if (level.contains("a=" + name)) {
                    return name;
                }
            }
        }
        return "sendrecv";
    }

    private void direction(List<String> offered, List<String> answered, String at) {
        String theirs = direction(offered, offerSession);
        String ours = direction(answered, answerSession);
        require(fits(theirs, ours), "3264, 6.1: " + ours + " is no answer to " + theirs + at);
        require(
                answered.stream()
                                .filter(l -> l.matches("a=(sendrecv|sendonly|recvonly|inactive)"))
                                .count()
                        <= 1,
                "8866, 6.7: one direction" + at);
    }

    private static boolean fits(String offered, String answered) {
        return switch (offered) {
            case "sendonly" -> answered.equals("recvonly") || answered.equals("inactive");
            case "recvonly" -> answered.equals("sendonly") || answered.equals("inactive");
            case "inactive" -> answered.equals("inactive");
            default -> true;
        };
    }

    private String value(List<String> section, List<String> session, String name) {
        List<String> own = values(section, name);
        List<String> all = own.isEmpty() ? values(session, name) : own;
        return all.isEmpty() ? "" : all.get(0);
    }

    private void transport(List<String> offered, List<String> answered, String at) {
        require(!m(answered)[1].equals("0"), "8843, 7.3: an accepted section has a port" + at);
        require(
                value(answered, answerSession, "ice-ufrag").matches("[A-Za-z0-9+/]{4,256}"),
                "8839, 5.4: ufrag" + at);
        require(
                value(answered, answerSession, "ice-pwd").matches("[A-Za-z0-9+/]{22,256}"),
                "8839, 5.4: pwd" + at);
        require(
                value(answered, answerSession, "fingerprint")
                        .matches("sha-(256|384|512) [0-9A-F]{2}(:[0-9A-F]{2}){31,63}"),
                "8122, 5: fingerprint" + at);
        String theirs = value(offered, offerSession, "setup");
        String ours = value(answered, answerSession, "setup");
        require(ours.equals("active") || ours.equals("passive"), "8842, 5.3: setup" + at);
        require(theirs.isEmpty() || !ours.equals(theirs), "8842, 5.3: one of each role" + at);
        require(answered.contains("a=rtcp-mux"), "8829, 5.3.1: rtcp-mux" + at);
        require(
                offered.contains("a=rtcp-mux") || offered.contains("a=rtcp-mux-only"),
                "5761, 5.1.1: rtcp-mux only where it was offered" + at);
        require(
                !answered.contains("a=rtcp-rsize") || offered.contains("a=rtcp-rsize"),
                "5506, 5: rtcp-rsize only where it was offered" + at);
    }

    private void extensions(List<String> offered, List<String> answered, String at) {
        Map<String, String> theirs = new HashMap<>();
        for (String value : values(offered, "extmap")) {
            String[] words = value.split(" +", -1);
            theirs.putIfAbsent(words[0].split("/", -1)[0] + " " + words[1], direction(words[0]));
        }
        Set<String> ids = new HashSet<>();
        Set<String> uris = new HashSet<>();
        for (String value : values(answered, "extmap")) {
            String[] words = value.split(" +", -1);
            String id = words[0].split("/", -1)[0];
            require(ids.add(id), "8285, 5: an identifier once" + at);
            require(uris.add(words[1]), "8285, 7: an extension once" + at);
            String offer = theirs.get(id + " " + words[1]);
            require(offer != null, "8285, 6: extensions of the offer under its identifiers" + at);
            require(
                    offer == null || fits(offer, direction(words[0])),
                    "8285, 6: directions of an extension fit" + at);
        }
    }

    private static String direction(String idAndDirection) {
        String[] words = idAndDirection.split("/", -1);
        return words.length > 1 ? words[1] : "sendrecv";
    }

    private void streams(List<String> offered, List<String> answered, String at) {
        boolean sends = direction(answered, answerSession).startsWith("send");
        require(sends || values(answered, "ssrc").isEmpty(), "5576: sources of senders only" + at);
        require(sends || values(answered, "msid").isEmpty(), "8829, 5.3.1: msid of senders" + at);
        require(
                values(answered, "simulcast").isEmpty() || !values(offered, "simulcast").isEmpty(),
                "8853, 5.3.2: simulcast only where it was offered" + at);
        Set<String> rids =
                new HashSet<>(
                        values(offered, "rid").stream().map(r -> r.split(" ", -1)[0]).toList());
        require(
                values(answered, "rid").stream().allMatch(r -> rids.contains(r.split(" ", -1)[0])),
                "8851, 6.3: no rid that was not offered" + at);
    }

    private static List<List<String>> groups(List<String> session) {
        return values(session, "group").stream()
                .map(v -> List.of(v.split(" +", -1)))
                .filter(words -> words.get(0).equals("BUNDLE"))
                .map(words -> words.subList(1, words.size()))
                .toList();
    }

    /** RFC 8843, 7.3. */
    private void bundle() {
        List<List<String>> theirs = groups(offerSession);
        List<List<String>> ours = groups(answerSession);
        require(ours.size() <= theirs.size(), "8843, 7.3: no group that was not offered");
        Map<String, List<String>> byMid = new LinkedHashMap<>();
        answer.forEach(s -> values(s, "mid").forEach(mid -> byMid.put(mid, s)));
        for (List<String> group : ours) {
            require(!group.isEmpty(), "8843: a group has members");
            require(theirs.stream().anyMatch(t -> t.containsAll(group)), "8843, 7.3: a subset");
            require(
                    group.stream().allMatch(m -> byMid.containsKey(m) && !isRejected(byMid.get(m))),
                    "8843, 7.3.3: a refused section is in no group");
            sameTransport(group.stream().filter(byMid::containsKey).map(byMid::get).toList());
        }
        List<List<String>> accepted = answer.stream().filter(s -> !isRejected(s)).toList();
        boolean together =
                ours.stream()
                        .anyMatch(
                                g ->
                                        accepted.stream()
                                                .allMatch(
                                                        s ->
                                                                g.containsAll(values(s, "mid"))
                                                                        && !values(s, "mid")
                                                                                .isEmpty()));
        require(
                accepted.size() <= 1 || together,
                "max-bundle: all that is accepted is in one group");
    }

    private void sameTransport(List<List<String>> sections) {
        for (String name : List.of("ice-ufrag", "ice-pwd", "fingerprint", "setup")) {
            require(
                    sections.stream().map(s -> value(s, answerSession, name)).distinct().count()
                            <= 1,
                    "8843: bundled sections have one " + name);
        }
        require(
                sections.stream().skip(1).allMatch(s -> values(s, "candidate").isEmpty()),
                "8843, 7.1.3: candidates in the first section of the group only");
    }

    private void extensionsAcrossTheBundle() {
        Map<String, String> meaning = new HashMap<>();
        for (List<String> section : answer) {
            for (String value : values(section, "extmap")) {
                String[] words = value.split(" +", -1);
                String before = meaning.put(words[0].split("/", -1)[0], words[1]);
                require(
                        before == null || before.equals(words[1]),
                        "8843, 9.1.1: one identifier means one extension across a bundle");
            }
        }
    }
}
