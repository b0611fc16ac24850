package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.time.Duration;
import java.util.Arrays;
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

    /** What can be protected comes back as it was, be it what a peer with the keys may think of. */
    static void roundTrip(byte[] bytes) {
        for (SrtpProfile profile : SrtpProfile.values()) {
            roundTrip(bytes, profile);
            rtcpRoundTrip(bytes, profile);
        }
    }

    private static void rtcpRoundTrip(byte[] bytes, SrtpProfile profile) {
        SrtpContext sending = SrtpContext.sending(profile, Packets.masterKey(profile));
        if (Packets.result(sending::protectRtcp, bytes) > 0) {
            SrtpContext again = SrtpContext.sending(profile, Packets.masterKey(profile));
            SrtpContext receiving = SrtpContext.receiving(profile, Packets.masterKey(profile));
            byte[] sealed = Packets.through(again::protectRtcp, bytes);
            assertThat(Packets.through(receiving::unprotectRtcp, sealed)).isEqualTo(bytes);
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
            pair.pass(Duration.ofSeconds(41));
            pair.server.receive(bytes);
            pair.client.receive(bytes);
            pair.pass(Duration.ofSeconds(1));
            assertHasOutcome(pair.client);
            assertHasOutcome(pair.server);
        }
    }

    /** A path that does with each datagram of a handshake what the fuzzer tells it. */
    static void path(FuzzedDataProvider data) {
        try (var pair = new VirtualPair().introduced()) {
            pair.toServer.to(datagram -> meddle(data, datagram, pair.server));
            pair.toClient.to(datagram -> meddle(data, datagram, pair.client));
            pair.started().pass(Duration.ofSeconds(41));
            assertHasOutcome(pair.client);
            assertHasOutcome(pair.server);
            if (pair.client.session != null && pair.server.session != null) {
                assertCarries(pair.client.session, pair.server.session);
            }
        }
    }

    private static void meddle(FuzzedDataProvider data, byte[] datagram, Party to) {
        switch (data.consumeInt(0, 6)) {
            case 1 -> {}
            case 2 -> to.receive(Arrays.copyOf(datagram, data.consumeInt(0, datagram.length)));
            case 3 -> {
                datagram[data.consumeInt(0, datagram.length - 1)] = data.consumeByte();
                to.receive(datagram);
            }
            case 4 -> {
                to.receive(data.consumeBytes(100));
                to.receive(datagram);
            }
            case 5 -> {
                to.receive(datagram);
                to.receive(datagram);
            }
            case 6 -> {
                datagram[data.consumeInt(0, Math.min(24, datagram.length - 1))] ^=
                        data.consumeByte();
                to.receive(datagram);
            }
            default -> to.receive(datagram);
        }
    }

    private static void assertCarries(SrtpSession from, SrtpSession to) {
        byte[] plain = Packets.rtp(7, 1, 160);
        byte[] sealed = Packets.through(from.sending()::protectRtp, plain);
        assertThat(Packets.through(to.receiving()::unprotectRtp, sealed)).isEqualTo(plain);
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
