package io.calling.policy;

import io.calling.PeerId;
import io.calling.media.MediaKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an expression: {@code name} or {@code name(part, part)}, where a part is an expression, a
 * word or a name in quotation marks.
 */
final class WhoReader {
    private final String text;
    private int position;

    private WhoReader(String text) {
        this.text = text;
    }

    static Who read(String text) {
        if (text.length() > PolicyText.MAX_CHARACTERS) {
            throw new IllegalArgumentException("the expression is too long");
        }
        WhoReader reader = new WhoReader(text);
        Who who = reader.who(PolicyText.MAX_DEPTH);
        if (reader.position < text.length()) {
            throw reader.malformed("nothing more");
        }
        return who;
    }

    private Who who(int depth) {
        if (depth == 0) {
            throw new IllegalArgumentException(
                    "an expression nests deeper than " + PolicyText.MAX_DEPTH);
        }
        int start = position;
        String name = name();
        return switch (name) {
            case "anyone" -> Who.anyone();
            case "proven" -> Who.provenIdentity();
            case "all" -> new AllOf(parts(depth));
            case "any" -> new AnyOf(parts(depth));
            case "not" -> not(parts(depth));
            case "peers" -> new OneOf(peers());
            default -> relation(name).orElseGet(() -> named(name, start, depth));
        };
    }

    private static Optional<Who> relation(String name) {
        return Arrays.stream(Relation.values())
                .filter(relation -> relation.token().equals(name))
                .map(Who::are)
                .findFirst();
    }

    private Who named(String name, int start, int depth) {
        for (Called.Kinds kinds : Called.Kinds.values()) {
            if (kinds.token().equals(name)) {
                List<String> words = words(2);
                return new Called(
                        kinds,
                        PolicyReader.number(words.get(0)),
                        PolicyReader.duration(words.get(1)));
            }
        }
        return switch (name) {
            case "account-older" -> new OldAccount(PolicyReader.duration(words(1).get(0)));
            case "asking" -> asking(start, depth);
            case "while" -> during(start, depth);
            case "between" -> between(words(3));
            default -> notUnderstood(start, depth);
        };
    }

    private static Who between(List<String> words) {
        return new Between(
                new Hours(
                        PolicyReader.time(words.get(0)),
                        PolicyReader.time(words.get(1)),
                        Hours.daysOf(words.get(2))));
    }

    private Who asking(int start, int depth) {
        String word = words(1).get(0);
        for (MediaKind kind : MediaKind.values()) {
            if (Asking.token(kind).equals(word)) {
                return new Asking(kind);
            }
        }
        return notUnderstood(start, depth);
    }

    private Who during(int start, int depth) {
        String word = words(1).get(0);
        for (DeviceState state : DeviceState.values()) {
            if (state.token().equals(word)) {
                return new While(state);
            }
        }
        return notUnderstood(start, depth);
    }

    /** Of a later version: kept as it stands, to the end of its parts. */
    private Who notUnderstood(int start, int depth) {
        if (position < text.length() && text.charAt(position) == '(') {
            skipParts(depth);
        }
        return new NotUnderstood(text.substring(start, position));
    }

    private void skipParts(int depth) {
        expect("(");
        if (accept(")")) {
            return;
        }
        do {
            if (at('"')) {
                quoted();
            } else if (depth > 1) {
                word();
                if (at('(')) {
                    skipParts(depth - 1);
                }
            } else {
                throw malformed("an expression that nests less");
            }
        } while (accept(", "));
        expect(")");
    }

    private static Who not(List<Who> parts) {
        if (parts.size() != 1) {
            throw new IllegalArgumentException("not() takes one part");
        }
        return new Not(parts.get(0));
    }

    private List<Who> parts(int depth) {
        List<Who> parts = new ArrayList<>();
        expect("(");
        do {
            parts.add(who(depth - 1));
        } while (accept(", "));
        expect(")");
        return parts;
    }

    private List<String> words(int count) {
        List<String> words = new ArrayList<>();
        expect("(");
        do {
            words.add(word());
        } while (accept(", "));
        expect(")");
        if (words.size() != count) {
            throw malformed(count + " values before this");
        }
        return words;
    }

    private Set<PeerId> peers() {
        Set<PeerId> peers = new HashSet<>();
        expect("(");
        if (accept(")")) {
            return peers;
        }
        do {
            peers.add(PeerId.of(quoted()));
        } while (accept(", "));
        expect(")");
        return peers;
    }

    private String quoted() {
        expect("\"");
        StringBuilder name = new StringBuilder();
        while (!at('"')) {
            accept("\\");
            if (position == text.length()) {
                throw malformed("a quotation mark");
            }
            name.append(text.charAt(position++));
        }
        expect("\"");
        return name.toString();
    }

    private String name() {
        String name = word();
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("not a name: " + name);
        }
        return name;
    }

    private String word() {
        int start = position;
        while (position < text.length() && isWord(text.charAt(position))) {
            position++;
        }
        if (start == position) {
            throw malformed("a word");
        }
        return text.substring(start, position);
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || ":.+-".indexOf(c) >= 0;
    }

    private boolean at(char c) {
        return position < text.length() && text.charAt(position) == c;
    }

    private boolean accept(String expected) {
        boolean found = text.startsWith(expected, position);
        position += found ? expected.length() : 0;
        return found;
    }

    private void expect(String expected) {
        if (!accept(expected)) {
            throw malformed(expected);
        }
    }

    private IllegalArgumentException malformed(String expected) {
        return new IllegalArgumentException(
                "expected " + expected + " at character " + (position + 1) + " of: " + text);
    }
}
