package io.calling.signaling;

import io.calling.PrivacyMode;
import io.calling.srtp.verification.IdentitySignature;
import io.calling.srtp.verification.SasCommitment;
import io.calling.srtp.verification.SasNonce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The fields of a {@link Proof}, each of which may be missing. */
final class ProofText {
    private ProofText() {}

    static void write(Proof proof, FieldWriter out) {
        proof.commitment().ifPresent(commitment -> out.field("commit", commitment));
        proof.nonce().ifPresent(nonce -> out.field("nonce", nonce));
        proof.vouching()
                .ifPresent(
                        vouching ->
                                out.field("until", vouching.expires().getEpochSecond())
                                        .field("sig", vouching.signature()));
    }

    static Proof read(PrivacyMode privacy, FieldReader in) throws RefusedException {
        Optional<SasCommitment> commitment = one("commit", in).map(SasCommitment::parse);
        Optional<SasNonce> nonce = one("nonce", in).map(SasNonce::parse);
        Optional<String> until = one("until", in);
        if (until.isEmpty()) {
            return new Proof(commitment, nonce, Optional.empty());
        }
        long second = FieldReader.number(until.get(), Proof.Vouching.LATEST_SECOND);
        IdentitySignature signature = IdentitySignature.parse(in.field("sig"));
        Instant expires = Instant.ofEpochSecond(second);
        return new Proof(
                commitment, nonce, Optional.of(new Proof.Vouching(signature, expires, privacy)));
    }

    private static Optional<String> one(String key, FieldReader in) throws RefusedException {
        List<String> values = in.fields(key, 1);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }
}
