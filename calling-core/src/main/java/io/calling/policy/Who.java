package io.calling.policy;

import io.calling.PeerId;
import io.calling.media.MediaKind;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/**
 * Names some of the people who might call, by what they are to the user and by how and when they
 * call: an expression that can be evaluated, printed in words, written as text and read again. In
 * an outgoing call it names the callee. Immutable, pure.
 */
public sealed interface Who
        permits Anyone,
                Related,
                OneOf,
                OldAccount,
                Proven,
                Asking,
                Called,
                Between,
                While,
                Not,
                AllOf,
                AnyOf,
                NotUnderstood {

    /** Whether this names the party of the call. */
    Match match(CallFacts facts);

    /** The stable text of this, as in the text of a policy. */
    String text();

    /** In words for the user, in the plural. */
    @Override
    String toString();

    /** Whether this names the party for certain. */
    default boolean includes(CallFacts facts) {
        return match(facts) == Match.YES;
    }

    /**
     * Reads what {@link #text()} wrote. Names of a later version are kept, and match nobody for
     * certain.
     *
     * @throws IllegalArgumentException if it is malformed, saying where
     */
    static Who parse(String text) {
        return WhoReader.read(text);
    }

    /** Everybody. */
    static Who anyone() {
        return new Anyone();
    }

    /** Nobody at all. */
    static Who nobody() {
        return new Not(new Anyone());
    }

    /** Those who stand in {@code relation} to the user. */
    static Who are(Relation relation) {
        return new Related(relation);
    }

    /** The user's contacts. */
    static Who contacts() {
        return are(Relation.CONTACT);
    }

    /** Those whom the user follows. */
    static Who peopleIFollow() {
        return are(Relation.FOLLOWED);
    }

    /** Those who follow the user. */
    static Who followers() {
        return are(Relation.FOLLOWER);
    }

    /** Those who follow the user and whom the user follows. */
    static Who mutuals() {
        return peopleIFollow().and(followers());
    }

    /** Accounts that the service verified. */
    static Who verified() {
        return are(Relation.VERIFIED_ACCOUNT);
    }

    /** Those in the user's address book. */
    static Who addressBook() {
        return are(Relation.IN_ADDRESS_BOOK);
    }

    /** Those to whom the user has sent a message. */
    static Who peopleIMessaged() {
        return are(Relation.MESSAGED_BY_ME);
    }

    /** Those who have sent the user a message. */
    static Who peopleWhoMessagedMe() {
        return are(Relation.MESSAGED_ME);
    }

    /** Those whom the user blocked. */
    static Who blocked() {
        return are(Relation.BLOCKED);
    }

    /** The people named. */
    static Who oneOf(PeerId... peers) {
        return new OneOf(Set.copyOf(List.of(peers)));
    }

    /** Those whose account is at least this old; not known where the application does not say. */
    static Who accountsOlderThan(Duration age) {
        return new OldAccount(age);
    }

    /** Those who proved to hold the identity key by which the application knows them. */
    static Who provenIdentity() {
        return new Proven();
    }

    /** Those who ask for this kind of media. */
    static Who asking(MediaKind kind) {
        return new Asking(kind);
    }

    /** Those who have called {@code times} or more, whatever became of it. */
    static Who whoCalled(int times, Duration within) {
        return new Called(Called.Kinds.CALLED, times, within);
    }

    /** Those who have called in vain {@code times} or more: it rang, and was not answered. */
    static Who whoCalledInVain(int times, Duration within) {
        return new Called(Called.Kinds.IN_VAIN, times, within);
    }

    /** Those whom the user has talked to or called {@code times} or more. */
    static Who whoTalkedToMe(int times, Duration within) {
        return new Called(Called.Kinds.TALKED, times, within);
    }

    /** Those whom the user has called within the time, and who may be calling back. */
    static Who peopleICalled(Duration within) {
        return new Called(Called.Kinds.PLACED, 1, within);
    }

    /**
     * Those who call between two times of the day.
     *
     * @param from first minute
     * @param to first minute after; the next day if it is not after {@code from}
     */
    static Who callingBetween(LocalTime from, LocalTime to) {
        return new Between(Hours.daily(from, to));
    }

    /** Those who call while the user's device is in a state. */
    static Who callingWhile(DeviceState state) {
        return new While(state);
    }

    /** Those who are in both. */
    default Who and(Who other) {
        return AllOf.of(this, other);
    }

    /** Those who are in either. */
    default Who or(Who other) {
        return AnyOf.of(this, other);
    }

    /** Those who are not in {@code who}. */
    static Who not(Who who) {
        return who instanceof Not not ? not.who() : new Not(who);
    }

    /** What this is made of; empty if it is made of nothing else. */
    default List<Who> parts() {
        return List.of();
    }
}
