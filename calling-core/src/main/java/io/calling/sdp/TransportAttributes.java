package io.calling.sdp;

import io.calling.ice.IceCredentials;
import io.calling.srtp.SetupRole;
import java.util.Locale;
import java.util.Optional;

/** Reads the attributes that stand at session or at media level. */
final class TransportAttributes {
    private TransportAttributes() {}

    static Optional<SetupRole> setup(String value) {
        return switch (value.trim().toLowerCase(Locale.ROOT)) {
            case "active" -> Optional.of(SetupRole.ACTIVE);
            case "passive" -> Optional.of(SetupRole.PASSIVE);
            case "actpass" -> Optional.of(SetupRole.ACTPASS);
            default -> Optional.empty();
        };
    }

    static Optional<IceCredentials> credentials(Attributes attributes) {
        Optional<String> fragment = attributes.first("ice-ufrag");
        Optional<String> password = attributes.first("ice-pwd");
        if (fragment.isEmpty() || password.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IceCredentials(fragment.get().trim(), password.get().trim()));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
