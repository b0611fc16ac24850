package io.calling.examples.browsercall;

import io.calling.CallState;
import io.calling.EndReason;
import io.calling.PeerId;
import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.ice.TransportPolicy;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.MediaKind;
import io.calling.media.RtpForwarder;
import io.calling.media.RtpTrack;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import io.calling.sdp.SdpException;
import io.calling.srtp.verification.CallParties;
import io.calling.srtp.verification.SasCallee;
import io.calling.srtp.verification.SasCaller;
import io.calling.srtp.verification.SasCommitment;
import io.calling.srtp.verification.SasNonce;
import io.calling.srtp.verification.ShortAuthenticationString;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Java side of the page: takes each call, sends back what it hears and sees, and calls people
 * who ask for it. Thread-safe.
 */
final class JavaSide implements Party, AutoCloseable {
    static final PeerId NAME = PeerId.of("Java");
    private static final Set<MediaKind> KINDS = EnumSet.allOf(MediaKind.class);
    private static final int REMEMBERED = 50;

    private final Switchboard switchboard;
    private final boolean isPrivate;
    private final WebRtcEndpoint relayed;
    private final WebRtcEndpoint direct;
    private final Consumer<String> story;
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService thread;
    private final Map<String, JavaCall> calls =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, JavaCall> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /**
     * @param story told, in a line each, what happens
     */
    JavaSide(
            Switchboard switchboard,
            RelayProvider relays,
            boolean isPrivate,
            Consumer<String> story) {
        this.switchboard = switchboard;
        this.isPrivate = isPrivate;
        this.relayed = WebRtcEndpoint.builder().relays(relays).build();
        this.direct = WebRtcEndpoint.builder().relays(relays).policy(TransportPolicy.ALL).build();
        this.story = story;
        this.thread =
                Executors.newSingleThreadExecutor(
                        task -> {
                            Thread made = new Thread(task, "calling-java-side");
                            made.setDaemon(true);
                            return made;
                        });
    }

    @Override
    public PeerId name() {
        return NAME;
    }

    @Override
    public CallPolicy policy() {
        return CallPolicy.builder().ring(Who.anyone()).revealPresence(Who.anyone()).build();
    }

    @Override
    public boolean wantsRelay() {
        return isPrivate;
    }

    @Override
    public void tell(Notice notice) {
        run(() -> on(notice));
    }

    private void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            // Closed: there is nobody to tell.
        }
    }

    /** Calls somebody, whose own policy decides whether it rings. */
    Optional<String> call(PeerId name, boolean video) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        JavaCall call = new JavaCall(HexFormat.of().formatHex(bytes), name, true);
        add(call);
        return switchboard.place(this, name, call.id, video);
    }

    private void add(JavaCall call) {
        synchronized (calls) {
            calls.put(call.id, call);
        }
    }

    private @Nullable JavaCall find(String callId) {
        synchronized (calls) {
            return calls.get(callId);
        }
    }

    /** What is known of a call. */
    Optional<String> facts(String callId) {
        return Optional.ofNullable(find(callId)).map(JavaCall::json);
    }

    private void on(Notice notice) {
        if (notice instanceof Notice.Incoming incoming) {
            add(new JavaCall(incoming.callId(), incoming.caller(), false));
            switchboard.accept(this, incoming.callId());
        } else if (notice instanceof Notice.Accepted accepted) {
            with(accepted.callId(), call -> accepted(call, accepted.relayed()));
        } else if (notice instanceof Notice.Described described) {
            with(described.callId(), call -> described(call, described));
        } else if (notice instanceof Notice.Revealed revealed) {
            with(revealed.callId(), call -> revealed(call, SasNonce.parse(revealed.nonce())));
        } else if (notice instanceof Notice.Redescribed again) {
            with(again.callId(), call -> redescribed(call, again));
        } else if (notice instanceof Notice.Held held) {
            with(held.callId(), call -> call.held = held.on());
        } else if (notice instanceof Notice.Over over) {
            with(over.callId(), call -> over(call, over.reason()));
        }
    }

    /** What a step of one call throws, a page's malformed text included, ends that call only. */
    private void with(String callId, Step step) {
        JavaCall call = find(callId);
        if (call == null) {
            return;
        }
        try {
            step.take(call);
        } catch (SdpException | RuntimeException e) {
            switchboard.hangUp(this, callId, EndReason.HANDSHAKE_FAILED);
            call.close();
        }
    }

    @FunctionalInterface
    private interface Step {
        void take(JavaCall call) throws SdpException;
    }

    private CallParties parties(JavaCall call) {
        String peer = call.peer.value();
        return call.placed
                ? new CallParties(call.id, NAME.value(), peer)
                : new CallParties(call.id, peer, NAME.value());
    }

    private void accepted(JavaCall call, boolean isRelayed) {
        call.relayed = isRelayed;
        if (call.placed) {
            begin(call, endpoint(call).offer(KINDS, this::echo));
        }
    }

    private WebRtcEndpoint endpoint(JavaCall call) {
        return call.relayed ? relayed : direct;
    }

    private void described(JavaCall call, Notice.Described described) throws SdpException {
        if (described.isOffer()) {
            call.peersDescription = described;
            begin(call, endpoint(call).answer(described.sdp(), KINDS, this::echo));
            return;
        }
        WebRtcSession session = call.session;
        SasCaller sas = call.sasCaller;
        if (session != null && sas != null) {
            session.accept(described.sdp());
            SasCaller.Reveal reveal =
                    sas.reveal(
                            SasNonce.parse(described.binding()),
                            Descriptions.fingerprints(described.sdp()));
            switchboard.reveal(this, call.id, reveal.nonce().toString());
            show(call, reveal.string());
        }
    }

    /** Answers an offer in mid-call; the Java side makes none, so that none can cross. */
    private void redescribed(JavaCall call, Notice.Redescribed again) {
        WebRtcSession session = call.session;
        if (session != null && again.isOffer()) {
            session.answer(again.sdp())
                    .whenComplete(
                            (sdp, refused) -> run(() -> with(call.id, c -> answered(c, sdp))));
        }
    }

    private void answered(JavaCall call, @Nullable String sdp) {
        if (sdp == null) {
            throw new IllegalStateException("the offer has no answer");
        }
        switchboard.redescribe(this, call.id, false, sdp);
    }

    private void begin(JavaCall call, WebRtcSession session) {
        call.session = session;
        session.localDescription()
                .thenAccept(sdp -> run(() -> with(call.id, made -> describe(made, sdp))));
        session.onState(
                state -> {
                    if (state instanceof CallState.Ended ended) {
                        run(() -> switchboard.hangUp(this, call.id, ended.reason()));
                    }
                });
    }

    private void describe(JavaCall call, String sdp) throws SdpException {
        Notice.Described offer = call.peersDescription;
        if (offer == null) {
            SasCaller sas = SasCaller.begin(random, parties(call), Descriptions.fingerprints(sdp));
            call.sasCaller = sas;
            switchboard.describe(this, call.id, sdp, sas.commitment().toString());
            return;
        }
        SasCallee sas =
                SasCallee.accept(
                        random,
                        parties(call),
                        SasCommitment.parse(offer.binding()),
                        Descriptions.fingerprints(offer.sdp()),
                        Descriptions.fingerprints(sdp));
        call.sasCallee = sas;
        switchboard.describe(this, call.id, sdp, sas.nonce().toString());
    }

    private void revealed(JavaCall call, SasNonce nonce) {
        SasCallee sas = call.sasCallee;
        if (sas == null) {
            return;
        }
        sas.string(nonce)
                .ifPresentOrElse(
                        string -> show(call, string),
                        () -> {
                            switchboard.hangUp(this, call.id, EndReason.FINGERPRINT_MISMATCH);
                            call.close();
                        });
    }

    private void show(JavaCall call, ShortAuthenticationString string) {
        call.string = string;
        story.accept("Call with " + call.peer + ": the security words are " + string + ".");
    }

    private void over(JavaCall call, EndReason reason) {
        call.close();
        story.accept("Call with " + call.peer + " is over: " + reason.advice());
    }

    /** On the network's loop: what comes on a track goes back on it. */
    private void echo(List<RtpTrack> tracks) {
        for (RtpTrack track : tracks) {
            RtpForwarder.forward(track, track, random.nextInt(1 << 15), random.nextInt());
        }
    }

    @Override
    public void close() {
        relayed.close();
        direct.close();
        thread.shutdownNow();
    }
}
