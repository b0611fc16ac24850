package io.calling.ice.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.testing.ManualNetwork;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When a resolver is asked, and when not; by a clock of the test's. */
class NameCacheTest {
    private static final String RELAY = "relay.example";

    private final ManualNetwork network = new ManualNetwork();
    private final List<String> asked = new ArrayList<>();
    private final List<CompletableFuture<List<InetAddress>>> unanswered = new ArrayList<>();
    private final NameCache names = new NameCache(network, this::lookUp);
    private List<InetAddress> answer = addresses("192.0.2.1", "2001:db8::1");
    private boolean silent;
    private boolean broken;

    private static List<InetAddress> addresses(String... literals) {
        return Stream.of(literals).map(IpLiteral::parse).toList();
    }

    private CompletionStage<List<InetAddress>> lookUp(String host) {
        asked.add(host);
        if (broken) {
            throw new IllegalStateException("the resolver is broken");
        }
        CompletableFuture<List<InetAddress>> result = new CompletableFuture<>();
        if (silent) {
            unanswered.add(result);
        } else {
            answer(result);
        }
        return result;
    }

    private void answer(CompletableFuture<List<InetAddress>> result) {
        if (answer.isEmpty()) {
            result.completeExceptionally(new UnknownHostException("relay.example: no address"));
        } else {
            result.complete(answer);
        }
    }

    private List<InetAddress> resolve(String host) {
        return told(names.resolve(host));
    }

    private List<InetAddress> resolveAgain() {
        return told(names.resolveAgain(RELAY));
    }

    /** Empty where it failed. */
    private List<InetAddress> told(CompletionStage<List<InetAddress>> question) {
        CompletableFuture<List<InetAddress>> result = question.toCompletableFuture();
        network.run();
        assertThat(result).isDone();
        return result.exceptionally(thrown -> List.of()).join();
    }

    @Test
    void L34_oneLookUpServesAllCalls() {
        for (int call = 0; call < 100; call++) {
            assertThat(resolve(RELAY)).isEqualTo(answer);
            network.pass(Duration.ofMinutes(14));
        }
        assertThat(asked).containsExactly(RELAY);
    }

    @Test
    void bothFamiliesAreKeptInTheResolversOrder() {
        answer = addresses("2001:db8::2", "192.0.2.2", "2001:db8::1");
        resolve(RELAY);
        assertThat(resolve(RELAY))
                .containsExactlyElementsOf(addresses("2001:db8::2", "192.0.2.2", "2001:db8::1"));
    }

    @Test
    void callsThatComeWhileItIsLookedUpShareTheAnswer() {
        silent = true;
        CompletableFuture<List<InetAddress>> first = names.resolve(RELAY).toCompletableFuture();
        CompletableFuture<List<InetAddress>> second = names.resolve(RELAY).toCompletableFuture();
        network.run();
        assertThat(asked).hasSize(1);
        assertThat(names.remembers(RELAY)).isTrue();
        assertThat(first).isNotDone();

        answer(unanswered.get(0));
        network.run();
        assertThat(first.join()).isEqualTo(answer);
        assertThat(second.join()).isEqualTo(answer);
    }

    @Test
    void eachNameIsLookedUpForItself() {
        resolve(RELAY);
        resolve("other.example");
        resolve(RELAY);
        assertThat(asked).containsExactly(RELAY, "other.example");
    }

    @Test
    void aLiteralIsNobodysName() {
        assertThat(names.remembers("192.0.2.7")).isTrue();
        assertThat(resolve("192.0.2.7")).isEqualTo(addresses("192.0.2.7"));
        assertThat(resolve("2001:db8::7")).isEqualTo(addresses("2001:db8::7"));
        assertThat(asked).isEmpty();
        assertThat(network.waiting()).isZero();
    }

    @Test
    void L34_aNameIsRefreshedADayLaterWhateverCallsThereAre() {
        resolve(RELAY);
        network.pass(Duration.ofHours(20));
        resolve(RELAY);
        answer = addresses("192.0.2.2");
        network.pass(Duration.ofHours(4).plusSeconds(1));
        assertThat(asked).hasSize(2);
        assertThat(resolve(RELAY)).isEqualTo(answer);
        network.pass(Duration.ofDays(1));
        assertThat(asked).hasSize(3);
    }

    @Test
    void whileItIsRefreshedTheKnownAddressesServe() {
        resolve(RELAY);
        silent = true;
        network.pass(NameCache.MAX_AGE);
        assertThat(asked).hasSize(2);
        assertThat(resolve(RELAY)).isEqualTo(answer);
    }

    @Test
    void aFailedRefreshTakesNoAddressAway() {
        resolve(RELAY);
        List<InetAddress> known = answer;
        answer = List.of();
        network.pass(Duration.ofDays(2));
        assertThat(resolve(RELAY)).isEqualTo(known);
        answer = addresses("192.0.2.2");
        network.pass(NameCache.RETRY_LAST);
        assertThat(resolve(RELAY)).isEqualTo(answer);
    }

    @Test
    void aFailedLookUpIsTriedAgainAtDoublingIntervals() {
        answer = List.of();
        assertThat(resolve(RELAY)).isEmpty();
        assertThat(names.remembers(RELAY)).isFalse();
        network.pass(Duration.ofSeconds(10));
        assertThat(asked).hasSize(2);
        network.pass(Duration.ofSeconds(20));
        assertThat(asked).hasSize(3);
        network.pass(Duration.ofHours(10));
        assertThat(asked).hasSizeBetween(60, 70);
        answer = addresses("192.0.2.2");
        network.pass(NameCache.RETRY_LAST);
        int before = asked.size();
        assertThat(resolve(RELAY)).isEqualTo(answer);
        assertThat(asked).hasSize(before);
    }

    @Test
    void whoeverNeedsANameThatIsNotKnownHasItLookedUpButNotInAStorm() {
        answer = List.of();
        resolve(RELAY);
        assertThat(resolve(RELAY)).isEmpty();
        assertThat(asked).hasSize(1);
        network.pass(NameCache.PAUSE);
        answer = addresses("192.0.2.2");
        assertThat(resolve(RELAY)).isEqualTo(answer);
        assertThat(asked).hasSize(2);
        network.pass(Duration.ofHours(23)); // no retry is left over
        assertThat(asked).hasSize(2);
    }

    @Test
    void L34_addressesThatLeadNowhereAreLookedUpAfreshButNotForEachCall() {
        resolve(RELAY);
        resolveAgain();
        assertThat(asked).hasSize(1);
        network.pass(NameCache.AGAIN_FIRST);
        resolveAgain();
        assertThat(asked).hasSize(2);
        for (int call = 0; call < 24 * 60; call++) {
            network.pass(Duration.ofMinutes(1));
            resolveAgain();
        }
        assertThat(asked.size()).isBetween(25, 32); // once an hour in the end
    }

    @Test
    void afterADayWithoutADoubtTheIntervalBeginsAnew() {
        resolve(RELAY);
        for (int call = 0; call < 10; call++) {
            network.pass(NameCache.AGAIN_LAST);
            resolveAgain();
        }
        network.pass(NameCache.MAX_AGE.plus(NameCache.AGAIN_FIRST)); // of the refresh
        int before = asked.size();
        resolveAgain();
        assertThat(asked).hasSize(before + 1);
    }

    @Test
    void L34_aRetryAfterAFailureIsNoDayWithoutADoubt() {
        resolve(RELAY);
        for (int call = 0; call < 10; call++) {
            network.pass(NameCache.AGAIN_LAST);
            resolveAgain();
        }
        List<InetAddress> known = answer;
        network.pass(NameCache.AGAIN_LAST);
        answer = List.of();
        resolveAgain();
        answer = known;
        network.pass(NameCache.RETRY_FIRST.plus(NameCache.AGAIN_FIRST));
        int before = asked.size();
        resolveAgain();
        assertThat(asked).hasSize(before);
    }

    @Test
    void whoeverFindsNobodyHearsOfNewAddresses() {
        resolve(RELAY);
        network.pass(Duration.ofMinutes(2));
        answer = addresses("192.0.2.2");
        assertThat(resolveAgain()).isEqualTo(answer);
        assertThat(resolve(RELAY)).isEqualTo(answer);
        network.pass(NameCache.AGAIN_FIRST);
        answer = addresses("192.0.2.3");
        assertThat(resolveAgain()).isEqualTo(answer);
    }

    @Test
    void whoeverFindsNobodyKeepsWhatIsKnownWhereTheResolverIsGone() {
        resolve(RELAY);
        List<InetAddress> known = answer;
        network.pass(Duration.ofMinutes(2));
        answer = List.of();
        assertThat(resolveAgain()).isEqualTo(known);
    }

    @Test
    void aResolverThatNeverAnswersIsAskedAgain() {
        silent = true;
        CompletableFuture<List<InetAddress>> first = names.resolve(RELAY).toCompletableFuture();
        network.pass(NameCache.PATIENCE);
        assertThat(first).isCompletedExceptionally();
        assertThat(names.remembers(RELAY)).isFalse();
        silent = false;
        network.pass(NameCache.RETRY_FIRST);
        assertThat(asked).hasSize(2);
        assertThat(resolve(RELAY)).isEqualTo(answer);
        assertThat(asked).hasSize(2);
    }

    @Test
    void anAnswerThatComesTooLateChangesNothing() {
        silent = true;
        names.resolve(RELAY);
        network.pass(NameCache.PATIENCE);
        silent = false;
        network.pass(NameCache.RETRY_FIRST);
        List<InetAddress> known = answer;
        answer = addresses("192.0.2.9");
        answer(unanswered.get(0));
        assertThat(resolve(RELAY)).isEqualTo(known);
        assertThat(network.waiting()).as("the next refresh").isEqualTo(1);
    }

    @Test
    void aSilentResolverTakesNoAddressAwayFromWhoeverFoundNobody() {
        resolve(RELAY);
        network.pass(Duration.ofMinutes(2));
        silent = true;
        CompletableFuture<List<InetAddress>> again =
                names.resolveAgain(RELAY).toCompletableFuture();
        network.pass(NameCache.PATIENCE);
        assertThat(again.join()).isEqualTo(answer);
    }

    @Test
    void aResolverThatThrowsCouldNotSay() {
        broken = true;
        assertThat(resolve(RELAY)).isEmpty();
        assertThat(names.remembers(RELAY)).isFalse();
        broken = false;
        network.pass(NameCache.RETRY_FIRST);
        assertThat(asked).hasSize(2);
        assertThat(resolve(RELAY)).isEqualTo(answer);
    }

    @Test
    void ofManyNamesTheOldestIsForgotten() {
        resolve(RELAY);
        for (int i = 0; i < NameCache.MAX_NAMES; i++) {
            resolve("relay-" + i + ".example");
        }
        assertThat(names.remembers(RELAY)).isFalse();
        assertThat(names.remembers("relay-0.example")).isTrue();
        assertThat(network.waiting()).isEqualTo(NameCache.MAX_NAMES);
        resolve(RELAY);
        assertThat(asked).hasSize(NameCache.MAX_NAMES + 2);
    }

    @Test
    void L23_aFailureDoesNotSayTheName() {
        answer = List.of();
        CompletableFuture<List<InetAddress>> result = names.resolve(RELAY).toCompletableFuture();
        network.run();
        assertThat(result)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(UnknownHostException.class)
                .withMessageNotContaining("relay");
    }
}
