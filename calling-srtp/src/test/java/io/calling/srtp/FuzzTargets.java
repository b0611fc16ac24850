package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

/** What must hold for any bytes that a stranger sends: refused, untouched, nothing thrown. */
final class FuzzTargets {
    private static final List<SrtpContext> RECEIVING =
            Stream.of(SrtpProfile.values())
                    .flatMap(
                            profile ->
                                    Stream.of(false, true)
                                            .map(
                                                    cryptex ->
                                                            SrtpContext.receiving(
                                                                    profile,
                                                                    Packets.masterKey(profile),
                                                                    SrtpOptions.DEFAULT.withCryptex(
                                                                            cryptex))))
                    .toList();

    private FuzzTargets() {}

    static void unprotectRtp(byte[] bytes) {
        for (SrtpContext context : RECEIVING) {
            assertRefused(context::unprotectRtp, bytes);
        }
    }

    static void unprotectRtcp(byte[] bytes) {
        for (SrtpContext context : RECEIVING) {
            assertRefused(context::unprotectRtcp, bytes);
        }
    }

    /** What can be protected comes back as it was. */
    static void roundTrip(byte[] bytes) {
        for (SrtpProfile profile : SrtpProfile.values()) {
            roundTrip(bytes, profile);
        }
    }

    private static void roundTrip(byte[] bytes, SrtpProfile profile) {
        SrtpContext sending = SrtpContext.sending(profile, Packets.masterKey(profile));
        if (Packets.result(sending::protectRtp, bytes) > 0) {
            SrtpContext again = SrtpContext.sending(profile, Packets.masterKey(profile));
            SrtpContext receiving = SrtpContext.receiving(profile, Packets.masterKey(profile));
            byte[] sealed = Packets.through(again::protectRtp, bytes);
            assertThat(Packets.through(receiving::unprotectRtp, sealed)).isEqualTo(bytes);
        }
    }

    private static void assertRefused(Packets.Step step, byte[] bytes) {
        byte[] buffer = bytes.clone();
        assertThat(step.process(buffer, 0, buffer.length)).isNegative();
        assertThat(buffer).isEqualTo(bytes);
    }
}
