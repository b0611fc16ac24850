package io.calling.policy;

import io.calling.PeerId;
import io.calling.media.MediaKind;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Policies, expressions and facts made at random from a seed. */
final class Policies {
    private final Random random;

    Policies(long seed) {
        random = new Random(seed);
    }

    Who who() {
        return who(4);
    }

    private Who who(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return leaf();
        }
        return switch (random.nextInt(3)) {
            case 0 -> who(depth - 1).and(who(depth - 1));
            case 1 -> who(depth - 1).or(who(depth - 1));
            default -> Who.not(who(depth - 1));
        };
    }

    private Who leaf() {
        return switch (random.nextInt(11)) {
            case 0 -> Who.anyone();
            case 1 -> Who.oneOf(peer(), peer());
            case 2 -> Who.accountsOlderThan(duration());
            case 3 -> Who.provenIdentity();
            case 4 -> Who.asking(oneOf(MediaKind.values()));
            case 5 -> new Called(oneOf(Called.Kinds.values()), 1 + random.nextInt(9), duration());
            case 6 -> new Between(new Hours(time(), time(), days()));
            case 7 -> Who.callingWhile(oneOf(DeviceState.values()));
            case 8 -> new NotUnderstood("moon(full, all(waxing, \"a (b\"))");
            default -> Who.are(oneOf(Relation.values()));
        };
    }

    CallPolicy policy() {
        CallPolicy.Builder builder =
                CallPolicy.builder().enabled(random.nextInt(4) > 0).revealPresence(who());
        for (int rules = random.nextInt(5); rules > 0; rules--) {
            addRule(builder);
        }
        if (random.nextBoolean()) {
            builder.quietHours(new QuietHours(time(), time(), days(), who()));
        }
        if (random.nextBoolean()) {
            builder.ringFor(duration());
        }
        return builder.limits(limits()).build();
    }

    private void addRule(CallPolicy.Builder builder) {
        switch (random.nextInt(11)) {
            case 0 -> builder.deny(who());
            case 1 -> builder.busy(who());
            case 2 -> builder.silence(who());
            case 3 -> builder.ringWithoutVideo(who());
            case 4 -> builder.call(who());
            case 5 -> builder.dontCall(who());
            case 6 -> builder.relayOnly(who());
            case 7 -> builder.directAfterAccept(who());
            case 8 -> builder.direct(who());
            default -> builder.ring(who());
        }
    }

    private CallLimits limits() {
        CallLimits limits = CallLimits.NONE.ongoing(random.nextInt(3)).waiting(random.nextInt(3));
        if (random.nextBoolean()) {
            limits = limits.perCaller(1 + random.nextInt(5), minutes());
        }
        if (random.nextBoolean()) {
            limits = limits.overall(1 + random.nextInt(5), minutes());
        }
        return random.nextBoolean()
                ? limits.coolDown(1 + random.nextInt(4), minutes(), minutes())
                : limits;
    }

    CallFacts facts() {
        CallerFacts party = CallerFacts.of(peer(), some(Relation.class).toArray(new Relation[0]));
        if (random.nextBoolean()) {
            party = party.withAccountAge(duration());
        }
        CallFacts facts =
                random.nextInt(4) > 0 ? CallFacts.incoming(party) : CallFacts.outgoing(party);
        if (random.nextInt(4) > 0) {
            facts =
                    facts.at(
                            LocalDateTime.of(2026, 1, 1, 0, 0).plusMinutes(random.nextInt(20_000)));
        }
        CallHistory history = history();
        return facts.withMedia(some(MediaKind.class))
                .withDevice(some(DeviceState.class))
                .after(history, history.with(history()))
                .among(random.nextInt(3), random.nextInt(3))
                .proven(random.nextBoolean());
    }

    CallHistory history() {
        return new CallHistory(
                IntStream.range(0, random.nextInt(8))
                        .mapToObj(i -> new PastCall(minutes(), oneOf(PastCall.Kind.values())))
                        .toList());
    }

    private PeerId peer() {
        return PeerId.of(oneOf(new String[] {"alice", "bob", "a \"b\\", "d, (e)", "ü\u2028"}));
    }

    private Duration minutes() {
        return Duration.ofMinutes(1 + random.nextInt(60));
    }

    private Duration duration() {
        return Duration.ofSeconds(1 + random.nextInt(10_000_000));
    }

    private LocalTime time() {
        return LocalTime.of(random.nextInt(24), random.nextInt(60));
    }

    private Set<DayOfWeek> days() {
        Set<DayOfWeek> days = some(DayOfWeek.class);
        return days.isEmpty() ? Set.of(DayOfWeek.values()) : days;
    }

    private <E extends Enum<E>> Set<E> some(Class<E> type) {
        Set<E> some = EnumSet.noneOf(type);
        List.of(type.getEnumConstants())
                .forEach(
                        value -> {
                            if (random.nextInt(3) == 0) {
                                some.add(value);
                            }
                        });
        return some;
    }

    private <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
