package io.calling;

import io.calling.ice.exposure.ExposureReport;
import io.calling.ice.net.Network;
import io.calling.media.AudioStream;
import io.calling.media.MediaKind;
import io.calling.media.VideoMedia;
import io.calling.srtp.verification.ShortAuthenticationString;
import io.calling.stats.StatsReport;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A call as the application sees it once its user wants it. */
final class SessionView implements CallSession {
    private final Call call;
    private final Network network;

    SessionView(Call call, Network network) {
        this.call = call;
        this.network = network;
    }

    /** For tests. */
    CallRecord record() {
        return call.record();
    }

    @Override
    public PeerId peer() {
        return call.peer();
    }

    @Override
    public CallState state() {
        return call.record().state();
    }

    @Override
    public void onState(Consumer<? super CallState> listener) {
        call.observers().add(Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public CompletionStage<EndReason> ended() {
        return call.observers().ended();
    }

    @Override
    public void mute(MediaKind kind) {
        mute(kind, true);
    }

    @Override
    public void unmute(MediaKind kind) {
        mute(kind, false);
    }

    private void mute(MediaKind kind, boolean value) {
        CallMedia media = call.path().media();
        media.mute(kind, value);
        network.execute(() -> call.input(new CallInput.Muted(media.muted())));
    }

    @Override
    public boolean isMuted(MediaKind kind) {
        return call.path().media().isMuted(kind);
    }

    @Override
    public Set<MediaKind> mutedByPeer() {
        return call.record().mutedByPeer();
    }

    @Override
    public void onMutedByPeer(Consumer<? super Set<MediaKind>> listener) {
        call.observers().addForMutes(Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public void press(String keys) {
        AudioStream.checkKeys(keys);
        network.execute(() -> call.path().media().press(keys));
    }

    @Override
    public void onKey(Consumer<? super Character> listener) {
        call.observers().addForKeys(Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public VideoState video() {
        return call.record().videoState();
    }

    @Override
    public void onVideo(Consumer<? super VideoState> listener) {
        call.observers().addForVideo(Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public void requestVideo(VideoMedia media) {
        checkVideo(media);
        network.execute(() -> new VideoWishes(call).request(media));
    }

    @Override
    public void acceptVideo(VideoMedia media) {
        checkVideo(media);
        network.execute(() -> new VideoWishes(call).accept(media));
    }

    private void checkVideo(VideoMedia media) {
        Objects.requireNonNull(media, "media");
        boolean decided = call.record().has(Milestone.ACCEPTED);
        if (decided && !call.record().allowedMedia().contains(MediaKind.VIDEO)) {
            throw new IllegalStateException("the rule that let the call ring allows sound only");
        }
    }

    @Override
    public void declineVideo() {
        stopVideo();
    }

    @Override
    public void stopVideo() {
        CallVideo pictures = call.path().media().video();
        pictures.silence();
        network.execute(
                () -> {
                    try {
                        new VideoWishes(call).stop();
                    } finally {
                        pictures.stopped();
                    }
                });
    }

    @Override
    public void hold() {
        network.execute(() -> call.input(CallInput.Local.HOLD));
    }

    @Override
    public void resume() {
        network.execute(() -> call.input(CallInput.Local.RESUME));
    }

    @Override
    public void hangUp() {
        network.execute(() -> call.input(CallInput.Local.HANG_UP));
    }

    @Override
    public Optional<CallSecurity> security() {
        return call.record().security();
    }

    @Override
    public void onSecurity(Consumer<? super CallSecurity> listener) {
        call.observers().addForSecurity(Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public void confirmSas(ShortAuthenticationString compared) {
        if (security().flatMap(CallSecurity::sas).filter(compared::equals).isEmpty()) {
            throw new IllegalArgumentException("this is not what the call shows");
        }
        network.execute(() -> call.assurance().confirmed(compared));
    }

    @Override
    public void rejectSas() {
        network.execute(() -> call.fail(EndReason.IDENTITY_MISMATCH));
    }

    @Override
    public void privacy(Privacy privacy) {
        PrivacyMode wish = privacy.mode();
        if (!wish.isAtMost(call.record().privacyMode())) {
            throw new IllegalArgumentException("privacy only ever tightens in a call: " + privacy);
        }
        if (wish == PrivacyMode.RELAY_ONLY) {
            call.path().relayOnly();
        }
        network.execute(() -> call.input(new CallInput.Tightened(wish)));
    }

    @Override
    public PrivacyReason privacyReason() {
        return call.record().privacyReason();
    }

    @Override
    public ExposureReport exposure() {
        return call.record().ledger().report();
    }

    @Override
    public CallTimeline timeline() {
        return call.record().timeline();
    }

    @Override
    public CompletionStage<StatsReport> stats() {
        return call.path().reports().take();
    }

    @Override
    public CallStatistics statistics() {
        return call.record().statistics();
    }

    /** Names the state; neither the peer nor an address. */
    @Override
    public String toString() {
        return "CallSession[" + state() + "]";
    }
}
