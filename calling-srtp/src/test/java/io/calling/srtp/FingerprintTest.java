package io.calling.srtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    /** RFC 6234's SHA-256 of "abc". */
    private static final String ABC =
            "sha-256 BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23"
                    + ":B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD";

    @Test
    void isTheHashOfTheCertificateAsItIsWritten() {
        var fingerprint =
                Fingerprint.ofCertificate(Fingerprint.Algorithm.SHA_256, "abc".getBytes(US_ASCII));
        assertThat(fingerprint).hasToString(ABC).isEqualTo(Fingerprint.parse(ABC));
        assertThat(fingerprint.matches("abc".getBytes(US_ASCII))).isTrue();
        assertThat(fingerprint.matches("abd".getBytes(US_ASCII))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Fingerprint.Algorithm.class)
    void whatIsWrittenIsRead(Fingerprint.Algorithm algorithm) {
        var fingerprint = Fingerprint.ofCertificate(algorithm, new byte[] {1, 2, 3});
        assertThat(Fingerprint.parse(fingerprint.toString())).isEqualTo(fingerprint);
        assertThat(Fingerprint.of(algorithm, fingerprint.hash())).isEqualTo(fingerprint);
    }

    /** RFC 8122 wants upper case; not every peer does as it says. */
    @Test
    void lowerCaseIsReadToo() {
        assertThat(Fingerprint.parse(ABC.toLowerCase(Locale.ROOT))).hasToString(ABC);
        assertThat(Fingerprint.parse(ABC.replace("sha", "SHA"))).hasToString(ABC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "sha-256",
                "sha-256 ",
                "sha-1 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB",
                "md5 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B",
                "sha-512 AB:CD"
            })
    void whatIsMalformedOrWeakIsNone(String text) {
        assertThat(Fingerprint.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> Fingerprint.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "g", "/", "@", "`", ":", " ", "\uff11", "\u0661"})
    void onlyHexadecimalDigitsOfAsciiAreRead(String wrong) {
        int first = ABC.indexOf(' ') + 1;
        for (int at : new int[] {first, first + 1, ABC.length() - 1}) {
            String text = ABC.substring(0, at) + wrong + ABC.substring(at + 1);
            assertThat(Fingerprint.tryParse(text)).isEmpty();
        }
    }

    @Test
    void nothingButColonsStandsBetween() {
        assertThat(Fingerprint.tryParse(ABC.replace(':', ' '))).isEmpty();
        assertThat(Fingerprint.tryParse(ABC.replace(':', '0'))).isEmpty();
    }

    @Test
    void cutAtAnyLengthItIsNone() {
        for (int length = 0; length < ABC.length(); length++) {
            assertThat(Fingerprint.tryParse(ABC.substring(0, length))).isEmpty();
        }
        assertThat(Fingerprint.tryParse(ABC + ":00")).isEmpty();
    }

    @Test
    void withAnyCharacterChangedItIsNoneOrAnother() {
        for (int at = 0; at < ABC.length(); at++) {
            for (char c : new char[] {'0', ':', ' ', 'g', '\u0660', '\n'}) {
                String changed = ABC.substring(0, at) + c + ABC.substring(at + 1);
                if (!changed.equals(ABC)) {
                    assertThat(Fingerprint.tryParse(changed).map(Fingerprint::toString))
                            .isNotEqualTo(java.util.Optional.of(ABC));
                }
            }
        }
    }

    @Test
    void itsBytesAreItsOwn() {
        byte[] hash = new byte[32];
        var fingerprint = Fingerprint.of(Fingerprint.Algorithm.SHA_256, hash);
        hash[0] = 1;
        fingerprint.hash()[1] = 1;
        assertThat(fingerprint.hash()).containsOnly(0);
        assertThatThrownBy(() -> Fingerprint.of(Fingerprint.Algorithm.SHA_384, hash))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
