package io.calling;

import io.calling.srtp.SecurityInfo;
import io.calling.srtp.SrtpProfile;
import io.calling.srtp.Verification;
import io.calling.srtp.verification.FullComparison;
import io.calling.srtp.verification.ShortAuthenticationString;
import java.util.Optional;

/**
 * What protects a call, as negotiated, for the application to show.
 *
 * @param protocol the version of DTLS in words, such as {@code DTLS 1.2}
 * @param cipherSuite the registered name of the cipher suite
 * @param group the registered name of the key exchange group
 * @param srtpProfile how the media is protected
 * @param localFingerprint the hash of our certificate, {@code sha-256 AB:CD…}
 * @param remoteFingerprint the hash of the peer's certificate, checked against the handshake
 * @param cryptex whether header extensions and CSRCs are encrypted as well (RFC 9335)
 * @param verification what is known about who holds the other end
 * @param sas the short string for people to compare, four words or seven pictures; empty until the
 *     callee has been shown the caller's part, and where the other side's software offers none
 * @param comparison what people can compare where the other side's software offers nothing shorter
 */
public record CallSecurity(
        String protocol,
        String cipherSuite,
        String group,
        SrtpProfile srtpProfile,
        String localFingerprint,
        String remoteFingerprint,
        boolean cryptex,
        Verification verification,
        Optional<ShortAuthenticationString> sas,
        Optional<FullComparison> comparison) {

    static CallSecurity of(SecurityInfo info) {
        return of(info, Optional.empty(), Optional.empty());
    }

    static CallSecurity of(
            SecurityInfo info,
            Optional<ShortAuthenticationString> sas,
            Optional<FullComparison> comparison) {
        return new CallSecurity(
                info.version(),
                info.cipherSuite(),
                info.group(),
                info.profile(),
                info.localFingerprint().toString(),
                info.remoteFingerprint().toString(),
                info.cryptex(),
                info.verification(),
                sas,
                comparison);
    }
}
