package io.calling.policy;

import io.calling.media.MediaKind;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * All that a policy looks at when it decides about a call. The agent fills in what it knows itself:
 * the calls of the past, the time, how many calls there are now.
 *
 * @param party the caller, or in an outgoing call the callee
 * @param direction who calls
 * @param media what the caller asks for
 * @param time by the clock on the user's wall, if that is known
 * @param device in what state the user's device is
 * @param history calls with this party
 * @param everybody calls with anybody
 * @param ongoing how many calls the user is in
 * @param ringing how many calls ring
 * @param proven whether the party has proved to hold the identity key by which the application
 *     knows it
 */
public record CallFacts(
        CallerFacts party,
        Direction direction,
        Set<MediaKind> media,
        Optional<LocalDateTime> time,
        Set<DeviceState> device,
        CallHistory history,
        CallHistory everybody,
        int ongoing,
        int ringing,
        boolean proven) {

    /** Who calls. */
    public enum Direction {
        /** The other party. */
        INCOMING,
        /** Our user. */
        OUTGOING
    }

    /** Copies the sets. */
    public CallFacts {
        Objects.requireNonNull(party, "party");
        media = Set.copyOf(media);
        device = Set.copyOf(device);
        if (ongoing < 0 || ringing < 0) {
            throw new IllegalArgumentException("ongoing and ringing must not be negative");
        }
    }

    /** An audio call of somebody, to a user in no call, at a time that is not known. */
    public static CallFacts incoming(CallerFacts caller) {
        return first(caller, Direction.INCOMING);
    }

    /** An audio call of our user, who is in no call, at a time that is not known. */
    public static CallFacts outgoing(CallerFacts callee) {
        return first(callee, Direction.OUTGOING);
    }

    private static CallFacts first(CallerFacts party, Direction direction) {
        return new CallFacts(
                party,
                direction,
                Set.of(MediaKind.AUDIO),
                Optional.empty(),
                Set.of(),
                party.history(),
                party.history(),
                0,
                0,
                false);
    }

    /** The same, asking for these media. */
    public CallFacts withMedia(Set<MediaKind> asked) {
        return new CallFacts(
                party, direction, asked, time, device, history, everybody, ongoing, ringing,
                proven);
    }

    /** The same, at this time. */
    public CallFacts at(LocalDateTime now) {
        return new CallFacts(
                party,
                direction,
                media,
                Optional.of(now),
                device,
                history,
                everybody,
                ongoing,
                ringing,
                proven);
    }

    /** The same, on a device in these states. */
    public CallFacts withDevice(Set<DeviceState> states) {
        return new CallFacts(
                party, direction, media, time, states, history, everybody, ongoing, ringing,
                proven);
    }

    /**
     * The same, after these calls.
     *
     * @param withParty with this party
     * @param withAnybody with anybody, this party included
     */
    public CallFacts after(CallHistory withParty, CallHistory withAnybody) {
        return new CallFacts(
                party,
                direction,
                media,
                time,
                device,
                withParty,
                withAnybody,
                ongoing,
                ringing,
                proven);
    }

    /** The same, with other calls at this moment. */
    public CallFacts among(int callsOngoing, int callsRinging) {
        return new CallFacts(
                party,
                direction,
                media,
                time,
                device,
                history,
                everybody,
                callsOngoing,
                callsRinging,
                proven);
    }

    /** The same, of a party that has proved its identity or has not. */
    public CallFacts proven(boolean identity) {
        return new CallFacts(
                party, direction, media, time, device, history, everybody, ongoing, ringing,
                identity);
    }

    /** Whether the device is in a state; that our user is in a call is known from the calls. */
    boolean isDevice(DeviceState state) {
        return device.contains(state) || state == DeviceState.IN_CALL && ongoing > 0;
    }
}
