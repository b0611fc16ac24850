package io.calling.srtp.verification;

import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Calls between Alice and Bob. */
final class Calls {
    static final CallParties PARTIES = new CallParties("call-1", "alice", "bob");
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final List<Fingerprint> ALICES = fingerprints(1);
    static final List<Fingerprint> BOBS = fingerprints(2);

    private Calls() {}

    static List<Fingerprint> fingerprints(long seed) {
        byte[] hash = new byte[32];
        new Random(seed).nextBytes(hash);
        return List.of(Fingerprint.of(Fingerprint.Algorithm.SHA_256, hash));
    }

    static CallBinding invite() {
        return CallBinding.invite(
                PARTIES,
                "alices-phone",
                SetupRole.ACTPASS,
                ALICES,
                "audio",
                "relay-only",
                NOW.plusSeconds(60));
    }

    static CallBinding accept() {
        return invite().accept(
                        "bobs-laptop",
                        SetupRole.ACTIVE,
                        BOBS,
                        "audio",
                        "relay-only",
                        NOW.plusSeconds(60));
    }
}
