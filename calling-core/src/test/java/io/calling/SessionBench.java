package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.IceTransport;
import io.calling.ice.exposure.ExposureLedger;
import io.calling.ice.testing.ManualNetwork;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.sdp.SdpException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Two WebRTC sessions on one manual loop, over fakes of everything below. */
final class SessionBench {
    final ManualNetwork network = new ManualNetwork();
    final FakeWire wire = new FakeWire(network);
    final Party alice = new Party(EnumSet.of(MediaKind.AUDIO), 1, 1);
    final Party bob;

    SessionBench() {
        this(2);
    }

    /** Bob, whose certificate is the second one, shows another. */
    SessionBench(int shownByBob) {
        bob = new Party(EnumSet.allOf(MediaKind.class), 2, shownByBob);
    }

    void call() throws SdpException {
        call(offer -> offer);
    }

    /** A call whose first offer reaches Bob as if another stack had written it. */
    void call(UnaryOperator<String> change) throws SdpException {
        alice.session.accept(answerFirst(change));
        network.run();
    }

    /** Bob's answer to the first offer, which Alice has not got yet. */
    String answerFirst() throws SdpException {
        return answerFirst(offer -> offer);
    }

    private String answerFirst(UnaryOperator<String> change) throws SdpException {
        alice.call.offerFirst();
        alice.call.begin();
        bob.call.answerFirst(change.apply(now(alice.session.localDescription())));
        bob.call.begin();
        return now(bob.session.localDescription());
    }

    /** What was completed by all that is due now. */
    <T> T now(CompletionStage<T> stage) {
        network.run();
        CompletableFuture<T> future = stage.toCompletableFuture();
        assertThat(future).isDone();
        return future.join();
    }

    /** Another offer of one side, answered by the other. */
    void negotiate(Party offerer, Party answerer) throws SdpException {
        String offer = now(offerer.session.offerAgain());
        offerer.session.accept(now(answerer.session.answer(offer)));
        network.run();
    }

    /** A session, and what a test may ask about it. */
    final class Party implements Layers {
        final List<FakeWire.End> ends = new ArrayList<>();
        final List<RtpTrack> told = new ArrayList<>();
        final WebRtcCall call;
        final WebRtcSession session;
        boolean gathers = true;
        private final byte certificate;
        private final byte shown;

        private Party(Set<MediaKind> kinds, int certificate, int shown) {
            this.certificate = (byte) certificate;
            this.shown = (byte) shown;
            this.call =
                    new WebRtcCall(
                            new WebRtcCall.Services(
                                    network, this, Runnable::run, Duration.ofSeconds(60), false),
                            kinds,
                            told::addAll);
            this.session = new WebRtcSession(call);
        }

        /** The transport that was opened last. */
        FakeWire.End end() {
            return ends.get(ends.size() - 1);
        }

        @Override
        public IceTransport transport(ExposureLedger ledger, IceTransport.Listener listener) {
            FakeWire.End end = wire.open(ledger, listener, gathers);
            ends.add(end);
            return end;
        }

        @Override
        public IceTransport relayFirst(ExposureLedger ledger, IceTransport.Listener listener) {
            return transport(ledger, listener);
        }

        @Override
        public Ports.Handshakes handshakes() {
            return new FakeHandshakes(hash(certificate), hash(shown), false);
        }

        @Override
        public void close() {}
    }

    private static byte[] hash(byte value) {
        byte[] hash = new byte[32];
        Arrays.fill(hash, value);
        return hash;
    }
}
