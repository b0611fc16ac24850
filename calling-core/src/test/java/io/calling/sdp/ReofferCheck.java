package io.calling.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Judges the offers and answers of one session, one after the other and by their text alone, with
 * what the RFCs say of the second and those that follow. Shares nothing with the code under test.
 */
public final class ReofferCheck {
    private static final Pattern ORIGIN =
            Pattern.compile("(?m)^o=\\S+ (\\d+) (\\d+) IN IP[46] \\S+\r\n");

    private final Map<String, Side> sides = new HashMap<>();
    private final Map<String, String> extensions = new HashMap<>();
    private final Map<String, String> payloadTypes = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** The sections of the answer that holds. */
    private List<Section> agreed = List.of();

    /** Who sent the first ClientHello. */
    private String active = "";

    /** What one side wrote last. */
    private static final class Side {
        private String sessionId = "";
        private long version = -1;
        private String fingerprint = "";
        private String written = "";

        /** Of the description that holds. */
        private String credentials = "";
    }

    /** One section as it was written. */
    private record Section(List<String> lines) {
        String first(String name) {
            return all(name).stream().findFirst().orElse("");
        }

        List<String> all(String name) {
            String start = "a=" + name + ":";
            return lines.stream()
                    .filter(line -> line.startsWith(start))
                    .map(line -> line.substring(start.length()))
                    .toList();
        }

        String[] m() {
            return lines.get(0).substring(2).split(" ", -1);
        }

        String kind() {
            return m()[0];
        }

        String mid() {
            return first("mid");
        }

        boolean isRefused() {
            return m()[1].equals("0") && !lines.contains("a=bundle-only");
        }

        String credentials() {
            return first("ice-ufrag") + " " + first("ice-pwd");
        }
    }

    private static List<Section> sections(String text) {
        List<Section> sections = new ArrayList<>();
        for (String part : text.split("(?m)^(?=m=)", -1)) {
            if (part.startsWith("m=")) {
                sections.add(new Section(List.of(part.split("\r\n", -1))));
            }
        }
        return sections;
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            faults.add(rule);
        }
    }

    /** What was wrong since it was asked before. */
    public List<String> faults() {
        List<String> found = List.copyOf(faults);
        faults.clear();
        return found;
    }

    /** An offer, as the side wrote it. */
    public void offer(String by, String text, boolean restarts) {
        List<Section> sections = sections(text);
        written(by, text, sections, restarts);
        require(
                sections.size() >= agreed.size(),
                "3264, 8: the number of m= lines MUST NOT be less than before");
        Set<String> before = new HashSet<>(agreed.stream().map(Section::mid).toList());
        for (int i = 0; i < sections.size(); i++) {
            Section now = sections.get(i);
            String at = " (section " + i + ")";
            if (i >= agreed.size()) {
                require(!before.contains(now.mid()), "8829, 5.2.2: another mid" + at);
            } else if (agreed.get(i).isRefused()) {
                require(
                        now.isRefused() || !before.contains(now.mid()),
                        "8829, 5.2.2: a recycled section has an unused mid" + at);
            } else {
                goesOn(agreed.get(i), now, at);
            }
        }
        require(
                active(sections).allMatch(s -> s.first("setup").equals("actpass")),
                "8842, 5.2: an offer leaves the role open");
    }

    private void goesOn(Section before, Section now, String at) {
        require(now.kind().equals(before.kind()), "3264, 8.3.3: the kind of media stays" + at);
        require(now.mid().equals(before.mid()), "8829, 5.2.2: the mid stays" + at);
        require(now.m()[2].equals(before.m()[2]), "8829, 5.2.2: the protocol stays" + at);
    }

    /** The answer, as the side wrote it, to the offer as it got it. */
    public void answer(String by, String offer, String text, boolean restarts) {
        JsepCheck.faults(offer, text).forEach(faults::add);
        List<Section> sections = sections(text);
        written(by, text, sections, restarts);
        String setup = active(sections).map(s -> s.first("setup")).findFirst().orElse("");
        String other = sides.keySet().stream().filter(s -> !s.equals(by)).findFirst().orElse("");
        String client = setup.equals("active") ? by : other;
        require(
                active.isEmpty() || active.equals(client),
                "8842, 5.5: the roles of a connection stay");
        active = client;
        sides.values().forEach(side -> side.credentials = side.written);
        agreed = sections;
    }

    private static Stream<Section> active(List<Section> sections) {
        return sections.stream().filter(section -> !section.isRefused());
    }

    private void written(String by, String text, List<Section> sections, boolean restarts) {
        Side side = sides.computeIfAbsent(by, name -> new Side());
        origin(side, text);
        require(active(sections).findAny().isPresent(), "a session has a section");
        Set<String> fingerprints = distinct(sections, "fingerprint");
        Set<String> credentials =
                new HashSet<>(active(sections).map(Section::credentials).toList());
        require(fingerprints.size() == 1 && credentials.size() == 1, "8843: one transport");
        String fingerprint = String.join(",", fingerprints);
        String own = String.join(",", credentials);
        require(
                side.fingerprint.isEmpty() || side.fingerprint.equals(fingerprint),
                "8842, 5.1: another certificate means another connection");
        require(
                side.credentials.isEmpty() || restarts != side.credentials.equals(own),
                "8839, 4.4.1.1.1: new credentials mean an ICE restart, and nothing else does");
        side.fingerprint = fingerprint;
        side.written = own;
        bundle(text, sections);
        numbers(sections);
    }

    private static Set<String> distinct(List<Section> sections, String name) {
        return new HashSet<>(active(sections).map(section -> section.first(name)).toList());
    }

    private void origin(Side side, String text) {
        Matcher origin = ORIGIN.matcher(text);
        require(origin.find(), "8866, 5.2: o=");
        String id = origin.group(1);
        long version = Long.parseLong(origin.group(2));
        require(side.sessionId.isEmpty() || side.sessionId.equals(id), "8829, 5.2.2: sess-id");
        require(
                side.version < 0 || side.version + 1 == version,
                "3264, 8: the version is one more than before");
        side.sessionId = id;
        side.version = version;
    }

    private void bundle(String text, List<Section> sections) {
        List<String> mids = active(sections).map(Section::mid).toList();
        String group = "a=group:BUNDLE " + String.join(" ", mids);
        require(text.contains(group + "\r\n"), "8843, 7: one group of all that is not refused");
        require(new HashSet<>(mids).size() == mids.size(), "5888, 9.1: a mid once");
        require(
                active(sections).skip(1).allMatch(s -> s.all("candidate").isEmpty()),
                "8843, 7.1.3: candidates in the first section of the group only");
        require(
                active(sections).findFirst().stream().noneMatch(s -> s.all("candidate").isEmpty()),
                "8829, 5.2.1: the candidates that there are");
    }

    private void numbers(List<Section> sections) {
        Map<String, String> meanings = new HashMap<>();
        active(sections)
                .forEach(
                        section -> {
                            formats(section, meanings);
                            section.all("extmap").forEach(this::extension);
                        });
    }

    private void formats(Section section, Map<String, String> meanings) {
        for (String map : section.all("rtpmap")) {
            String type = map.substring(0, map.indexOf(' '));
            String stream = section.kind() + " " + section.mid() + " " + type;
            require(
                    Objects.equals(payloadTypes.getOrDefault(stream, map), map),
                    "3264, 8.3.2: a payload type keeps its meaning: " + map);
            payloadTypes.put(stream, map);
            String parameters =
                    section.all("fmtp").stream()
                            .filter(line -> line.startsWith(type + " "))
                            .findFirst()
                            .orElse("");
            String meaning = map + " " + parameters;
            require(
                    Objects.equals(meanings.getOrDefault(type, meaning), meaning),
                    "8843, 9.1: a payload type means one thing across a bundle: " + map);
            meanings.put(type, meaning);
        }
    }

    private void extension(String line) {
        String[] words = line.split(" ", -1);
        String id = words[0].split("/", -1)[0];
        require(
                extensions.getOrDefault(id, words[1]).equals(words[1]),
                "8285, 5: an identifier keeps its meaning: " + line);
        extensions.put(id, words[1]);
    }
}
