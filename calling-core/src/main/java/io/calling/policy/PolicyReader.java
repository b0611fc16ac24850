package io.calling.policy;

import io.calling.PrivacyMode;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the text of a policy, as {@link PolicyText} writes it. */
final class PolicyReader {
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");

    private final CallPolicy.Builder policy = CallPolicy.builder();
    private final Set<String> once = new HashSet<>();
    private CallLimits limits = CallLimits.NONE;

    private PolicyReader() {}

    static CallPolicy read(String text) {
        if (text.length() > PolicyText.MAX_CHARACTERS) {
            throw new IllegalArgumentException("the text of a policy is too long");
        }
        String[] lines = text.stripTrailing().split("\n", -1);
        if (!lines[0].equals(PolicyText.HEADER)) {
            throw new IllegalArgumentException(
                    "line 1: the text of a policy begins with " + PolicyText.HEADER);
        }
        PolicyReader reader = new PolicyReader();
        for (int i = 1; i < lines.length; i++) {
            reader.read(i + 1, lines[i]);
        }
        return reader.policy.limits(reader.limits).build();
    }

    private void read(int number, String line) {
        try {
            if (line.isEmpty() || UNPRINTABLE.matcher(line).find()) {
                throw new IllegalArgumentException("empty, or with characters that do not print");
            }
            int space = line.indexOf(' ');
            String keyword = space < 0 ? line : line.substring(0, space);
            readLine(keyword, space < 0 ? "" : line.substring(space + 1), line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
    }

    private void readLine(String keyword, String rest, String line) {
        Optional<Rule.Action> action = Rule.Action.named(keyword);
        Optional<PrivacyMode> privacy = privacyNamed(keyword);
        if (action.isPresent()) {
            policy.add(new Rule(action.get(), WhoReader.read(rest)));
        } else if (privacy.isPresent()) {
            policy.privacy(privacy.get(), WhoReader.read(rest));
        } else if (keyword.equals("quiet")) {
            policy.quietHours(quiet(rest));
        } else if (!readSetting(keyword, rest)) {
            policy.add(Rule.notUnderstood(line));
        }
    }

    private static Optional<PrivacyMode> privacyNamed(String keyword) {
        for (PrivacyMode mode : PrivacyMode.values()) {
            if (PrivacyRule.token(mode).equals(keyword)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    private boolean readSetting(String keyword, String rest) {
        switch (keyword) {
            case "calls" -> policy.enabled(isOn(rest));
            case "reveal" -> policy.revealPresence(WhoReader.read(rest));
            case "ring-for" -> policy.ringFor(duration(rest));
            default -> {
                return readLimit(keyword, rest);
            }
        }
        return first(keyword);
    }

    private boolean readLimit(String keyword, String rest) {
        switch (keyword) {
            case "caller-limit" -> {
                String[] words = words(rest, 2);
                limits = limits.perCaller(number(words[0]), duration(words[1]));
            }
            case "overall-limit" -> {
                String[] words = words(rest, 2);
                limits = limits.overall(number(words[0]), duration(words[1]));
            }
            case "cool-down" -> {
                String[] words = words(rest, 3);
                limits = limits.coolDown(number(words[0]), duration(words[1]), duration(words[2]));
            }
            case "calls-at-once" -> limits = limits.ongoing(number(rest));
            case "calls-waiting" -> limits = limits.waiting(number(rest));
            default -> {
                return false;
            }
        }
        return first(keyword);
    }

    private boolean first(String keyword) {
        if (!once.add(keyword)) {
            throw new IllegalArgumentException("a second line " + keyword);
        }
        return true;
    }

    private static boolean isOn(String word) {
        return switch (word) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("calls are on or off, not " + word);
        };
    }

    private static QuietHours quiet(String rest) {
        String[] words = rest.split(" ", 5);
        if (words.length < 5 || !words[3].equals("except")) {
            throw new IllegalArgumentException("expected: quiet FROM TO DAYS except WHO");
        }
        return new QuietHours(
                time(words[0]), time(words[1]), Hours.daysOf(words[2]), WhoReader.read(words[4]));
    }

    private static String[] words(String rest, int count) {
        String[] words = rest.split(" ", -1);
        if (words.length != count) {
            throw new IllegalArgumentException("expected " + count + " values: " + rest);
        }
        return words;
    }

    /** A number that is written in one way only, without sign or leading zero. */
    static int number(String word) {
        int value = word.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(word) : 0;
        if (value == 0) {
            throw new IllegalArgumentException("not a number from 1 on: " + word);
        }
        return value;
    }

    static Duration duration(String word) {
        try {
            return Duration.parse(word);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a duration such as PT5M: " + word, e);
        }
    }

    static LocalTime time(String word) {
        try {
            return LocalTime.parse(word);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a time such as 22:00: " + word, e);
        }
    }
}
