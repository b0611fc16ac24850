package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

    /** A stranger's datagram, before, during and after a handshake that then completes or fails. */
    static void datagram(byte[] bytes) {
        try (var pair = new VirtualPair().introduced()) {
            pair.server.receive(bytes);
            pair.started();
            pair.server.receive(bytes);
            pair.client.receive(bytes);
            pair.pass(Duration.ofMillis(30));
            pair.server.receive(bytes);
            pair.client.receive(bytes);
            pair.pass(Duration.ofSeconds(25));
            pair.server.receive(bytes);
            pair.client.receive(bytes);
            pair.pass(Duration.ofSeconds(1));
            assertHasOutcome(pair.client);
            assertHasOutcome(pair.server);
        }
    }

    private static void assertHasOutcome(Party party) {
        assertThat(party.session != null || party.failure != null).isTrue();
    }

    /** What is no fingerprint is none, and what is one is written as it was read. */
    static void fingerprint(String text) {
        Fingerprint.tryParse(text)
                .ifPresent(f -> assertThat(f.toString()).isEqualToIgnoringCase(text));
    }

    private static void assertRefused(Packets.Step step, byte[] bytes) {
        byte[] buffer = bytes.clone();
        assertThat(step.process(buffer, 0, buffer.length)).isNegative();
        assertThat(buffer).isEqualTo(bytes);
    }
}
