package io.calling.srtp.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.srtp.Fingerprint;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShortAuthenticationStringTest {
    private final SecureRandom random = new SecureRandom();

    private SasCallee accept(SasCaller caller) {
        return SasCallee.accept(
                random, Calls.PARTIES, caller.commitment(), Calls.ALICES, Calls.BOBS);
    }

    private SasCaller begin() {
        return SasCaller.begin(random, Calls.PARTIES, Calls.ALICES);
    }

    @Test
    void bothSidesSeeTheSame() {
        SasCaller caller = begin();
        SasCallee callee = accept(caller);
        SasCaller.Reveal reveal = caller.reveal(callee.nonce(), Calls.BOBS);
        assertThat(callee.string(reveal.nonce())).contains(reveal.string());
        assertThat(reveal.string().words()).hasSize(4);
        assertThat(reveal.string().pictures()).hasSize(7);
        assertThat(reveal.string()).hasToString(String.join(" ", reveal.string().words()));
    }

    @Test
    void theOrderOfSeveralFingerprintsDoesNotMatter() {
        Fingerprint second = Calls.fingerprints(3).get(0);
        List<Fingerprint> sent = List.of(Calls.ALICES.get(0), second);
        List<Fingerprint> received = List.of(second, Calls.ALICES.get(0));
        SasCaller caller = SasCaller.begin(random, Calls.PARTIES, sent);
        SasCallee callee =
                SasCallee.accept(random, Calls.PARTIES, caller.commitment(), received, Calls.BOBS);
        SasCaller.Reveal reveal = caller.reveal(callee.nonce(), Calls.BOBS);
        assertThat(callee.string(reveal.nonce())).contains(reveal.string());
    }

    @Test
    void aNonceThatWasNotCommittedToGivesNoString() {
        SasCallee callee = accept(begin());
        SasCaller another = begin();
        assertThat(callee.string(another.reveal(callee.nonce(), Calls.BOBS).nonce())).isEmpty();
    }

    @Test
    void aSecondAccepterIsShownNothing() {
        SasCaller caller = begin();
        caller.reveal(accept(caller).nonce(), Calls.BOBS);
        SasNonce late = accept(caller).nonce();
        assertThatThrownBy(() -> caller.reveal(late, Calls.BOBS))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whateverTheTwoSidesSeeDifferentlyShows() {
        SasCaller caller = begin();
        SasCallee callee = accept(caller);
        SasNonce nonce = caller.reveal(callee.nonce(), Calls.BOBS).nonce();
        List<Fingerprint> mallorys = Calls.fingerprints(666);
        var strings =
                new HashSet<>(
                        List.of(
                                string("call-1", "alice", "bob", Calls.ALICES, Calls.BOBS, nonce),
                                string("call-2", "alice", "bob", Calls.ALICES, Calls.BOBS, nonce),
                                string("call-1", "alic", "ebob", Calls.ALICES, Calls.BOBS, nonce),
                                string("call-1", "bob", "alice", Calls.ALICES, Calls.BOBS, nonce),
                                string("call-1", "alice", "bob", mallorys, Calls.BOBS, nonce),
                                string("call-1", "alice", "bob", Calls.ALICES, mallorys, nonce),
                                string("call-1", "alice", "bob", Calls.BOBS, Calls.ALICES, nonce),
                                string(
                                        "call-1",
                                        "alice",
                                        "bob",
                                        Calls.ALICES,
                                        Calls.BOBS,
                                        callee.nonce())));
        assertThat(strings).hasSize(8);
    }

    private static ShortAuthenticationString string(
            String call,
            String caller,
            String callee,
            List<Fingerprint> callers,
            List<Fingerprint> callees,
            SasNonce callersNonce) {
        return SasExchange.string(
                new CallParties(call, caller, callee),
                callers,
                callersNonce,
                callees,
                SasNonce.of(new byte[32]));
    }

    @Test
    void allWordsAndPicturesOccurInEachPlace() {
        Set<String> words = new HashSet<>();
        Set<String> pictures = new HashSet<>();
        for (int i = 0; i < 4000; i++) {
            ShortAuthenticationString string =
                    ShortAuthenticationString.of(new Transcript("test").add(i));
            for (int place = 0; place < 4; place++) {
                words.add(place + string.words().get(place));
            }
            for (int place = 0; place < 7; place++) {
                pictures.add(place + string.pictures().get(place).name());
            }
        }
        assertThat(words).hasSize(4 * 256);
        assertThat(pictures).hasSize(7 * 64);
    }

    @Test
    void theNonceIsASecretUntilItIsRevealed() {
        assertThat(begin()).hasToString("SasCaller");
    }

    @Test
    void valuesTravelAsText() {
        SasCommitment commitment = begin().commitment();
        assertThat(SasCommitment.parse(commitment.toString())).isEqualTo(commitment);
        assertThat(commitment.toString()).hasSize(43).matches("[A-Za-z0-9_-]*");
        for (String malformed :
                List.of("", "AA", commitment + "A", commitment + "=", "ä".repeat(43))) {
            assertThatThrownBy(() -> SasCommitment.parse(malformed))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
