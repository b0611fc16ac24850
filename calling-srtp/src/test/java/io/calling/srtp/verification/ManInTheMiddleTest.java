package io.calling.srtp.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.srtp.Fingerprint;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * L27: an attacker who owns signaling, chooses both certificates freely and may compute as much as
 * it likes between any two messages. Strings are cut to 16 bits here, so that what it could gain by
 * searching would show.
 */
class ManInTheMiddleTest {
    private static final int ATTACKS = 10_000;

    private final SecureRandom random = new SecureRandom();
    private final Random seeded = new Random(27);

    @Test
    void L27_withTheCommitmentTheAttackerHasOneBlindTry() {
        int successes = 0;
        for (int i = 0; i < ATTACKS; i++) {
            successes += i % 2 == 0 ? bobFirst() : aliceFirst();
        }
        // Expected 10,000 / 65,536 = 0.15; four or more come once in 60,000 runs of this test.
        assertThat(successes).isLessThan(4);
    }

    /** Knows Bob's string when it answers Alice, but not her nonce: there is nothing to search. */
    private int bobFirst() {
        SasCaller alice = SasCaller.begin(random, Calls.PARTIES, Calls.ALICES);
        int bobs = bits(towardsBob());
        return bits(towardsAlice(alice)) == bobs ? 1 : 0;
    }

    /** Knows Alice's string when it commits to Bob, but not his nonce: nothing to search either. */
    private int aliceFirst() {
        SasCaller alice = SasCaller.begin(random, Calls.PARTIES, Calls.ALICES);
        int alices = bits(towardsAlice(alice));
        return bits(towardsBob()) == alices ? 1 : 0;
    }

    private ShortAuthenticationString towardsAlice(SasCaller alice) {
        SasNonce answer = SasNonce.of(randomBytes());
        return alice.reveal(answer, Calls.fingerprints(seeded.nextLong())).string();
    }

    private ShortAuthenticationString towardsBob() {
        List<Fingerprint> asAlice = Calls.fingerprints(seeded.nextLong());
        SasCaller mallory = SasCaller.begin(random, Calls.PARTIES, asAlice);
        SasCallee bob =
                SasCallee.accept(random, Calls.PARTIES, mallory.commitment(), asAlice, Calls.BOBS);
        SasNonce revealed = mallory.reveal(bob.nonce(), Calls.BOBS).nonce();
        return bob.string(revealed).orElseThrow();
    }

    /** The control: had Alice shown her nonce in the invite, searching would always succeed. */
    @Test
    void L27_withoutTheCommitmentTheAttackerSearchesAndFinds() {
        SasNonce alices = SasNonce.of(randomBytes());
        SasNonce answer = SasNonce.of(randomBytes());
        int wanted = seeded.nextInt(1 << 16);
        int tries = 0;
        while (bits(string(alices, answer, Calls.fingerprints(tries))) != wanted) {
            tries++;
            assertThat(tries).isLessThan(2_000_000);
        }
    }

    private static ShortAuthenticationString string(
            SasNonce alices, SasNonce answer, List<Fingerprint> asBob) {
        return SasExchange.string(Calls.PARTIES, Calls.ALICES, alices, asBob, answer);
    }

    /** The first two words. */
    private static int bits(ShortAuthenticationString string) {
        return Words.ALL.indexOf(string.words().get(0)) << 8
                | Words.ALL.indexOf(string.words().get(1));
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[32];
        seeded.nextBytes(bytes);
        return bytes;
    }
}
