package io.calling;

import io.calling.srtp.verification.IdentityKey;
import io.calling.srtp.verification.IdentityPublicKey;
import java.util.Optional;
import java.util.function.Function;

/**
 * The identity keys of an application.
 *
 * @param self our user, as others name them
 * @param key our user's key
 * @param known the keys by which the application knows others
 */
record Identities(
        PeerId self,
        IdentityKey key,
        Function<? super PeerId, Optional<IdentityPublicKey>> known) {}
