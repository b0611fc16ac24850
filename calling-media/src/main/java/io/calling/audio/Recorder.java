package io.calling.audio;

import io.calling.audio.RecordingConsent.Answer;
import io.calling.audio.RecordingConsent.Voice;
import io.calling.media.AudioSink;
import io.calling.media.AudioSource;
import io.calling.rtp.Pace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Records one voice of a call to a file, beside what else becomes of it. Nothing is recorded, and
 * no file opened, before {@link RecordingConsent} has said yes.
 *
 * <p>What is recorded of our own voice is what is sent: silence while it is muted or the call is on
 * hold. Of the peer's it is what came, and not how it was stretched to be played. The recording
 * ends with the call.
 */
public final class Recorder implements AutoCloseable {
    private final Voice voice;
    private final Target target;
    private final RecordingConsent consent;
    private boolean asked;
    private boolean closed;
    private volatile @Nullable AudioSink open;
    private volatile Answer answer = Answer.NO;
    private volatile @Nullable IOException failure;

    /** What is recorded to. */
    @FunctionalInterface
    public interface Target {
        /** Called once there is consent. */
        AudioSink open() throws IOException;

        /** Why it could not be written, if it could not. */
        default Optional<IOException> failure() {
            return Optional.empty();
        }
    }

    private Recorder(Voice voice, Target target, RecordingConsent consent) {
        this.voice = voice;
        this.target = Objects.requireNonNull(target, "target");
        this.consent = Objects.requireNonNull(consent, "consent");
    }

    /** To an Ogg file of Opus, as it comes and without decoding it, for up to an hour. */
    public static Recorder ogg(Voice voice, Path path, RecordingConsent consent) {
        return to(voice, new OggTarget(path), consent);
    }

    /** To a WAV file, decoded, for up to an hour. */
    public static Recorder wav(Voice voice, Path path, RecordingConsent consent) {
        return to(voice, new WavTarget(path), consent);
    }

    /** To anything else. */
    public static Recorder to(Voice voice, Target target, RecordingConsent consent) {
        return new Recorder(voice, target, consent);
    }

    /**
     * A sink for the call that plays on {@code sink}, and is recorded.
     *
     * @throws IllegalStateException if this records our own voice
     */
    public AudioSink hearing(AudioSink sink) {
        check(Voice.THEIRS);
        return new HeardAndRecorded(sink);
    }

    /**
     * A source for the call that says what {@code source} says, and is recorded.
     *
     * @throws IllegalStateException if this records the peer's voice
     */
    public AudioSource saying(AudioSource source) {
        check(Voice.OURS);
        return new SaidAndRecorded(source);
    }

    private void check(Voice wanted) {
        if (voice != wanted) {
            throw new IllegalStateException("This records the voice that is " + voice);
        }
    }

    /**
     * Asks for consent, and records from then on.
     *
     * @return what the answer was; fails with an {@link IOException} if the file cannot be opened
     * @throws IllegalStateException if it was asked for before
     */
    public CompletionStage<Answer> start() {
        synchronized (this) {
            if (asked) {
                throw new IllegalStateException("A recorder records once");
            }
            asked = true;
        }
        CompletableFuture<Answer> begun = new CompletableFuture<>();
        ask().whenComplete((given, refused) -> begin(begun, given));
        return begun;
    }

    private CompletionStage<Answer> ask() {
        try {
            return consent.ask(voice);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(Answer.NO);
        }
    }

    private void begin(CompletableFuture<Answer> begun, @Nullable Answer given) {
        try {
            boolean recorded = given != null && given.isYes() && open();
            answer = recorded ? Objects.requireNonNull(given) : Answer.NO;
            begun.complete(answer);
        } catch (IOException e) {
            failure = e;
            begun.completeExceptionally(e);
        }
    }

    /** Whether the call is not over yet. */
    private synchronized boolean open() throws IOException {
        if (!closed) {
            open = target.open();
        }
        return !closed;
    }

    /** Whether it is recorded, and the peer knows it. */
    public Answer answer() {
        return answer;
    }

    /** Whether it is recorded now. */
    public boolean isRecording() {
        return open != null;
    }

    /** Why the file could not be opened or written. */
    public Optional<IOException> failure() {
        IOException mine = failure;
        return mine != null ? Optional.of(mine) : target.failure();
    }

    /** Ends the recording, and completes the file; the call goes on. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        AudioSink ending = open;
        open = null;
        if (ending != null) {
            ending.close();
        }
    }

    private void record(byte[] buffer, int offset, int length) {
        AudioSink to = open;
        if (to != null && length > 0) {
            to.onFrame(buffer, offset, length);
        } else if (to != null) {
            to.onLostFrame();
        }
    }

    private static final class OggTarget implements Target {
        private final Path path;
        private volatile @Nullable OggOpusRecorder file;

        OggTarget(Path path) {
            this.path = path;
        }

        @Override
        public AudioSink open() throws IOException {
            OggOpusRecorder opened = OggOpusRecorder.speech(path);
            file = opened;
            return opened;
        }

        @Override
        public Optional<IOException> failure() {
            return Optional.ofNullable(file).flatMap(OggOpusRecorder::failure);
        }
    }

    private static final class WavTarget implements Target {
        private final Path path;
        private volatile @Nullable WavRecorder file;

        WavTarget(Path path) {
            this.path = path;
        }

        @Override
        public AudioSink open() throws IOException {
            WavRecorder opened = WavRecorder.speech(path);
            file = opened;
            return new OpusSink(opened);
        }

        @Override
        public Optional<IOException> failure() {
            return Optional.ofNullable(file).flatMap(WavRecorder::failure);
        }
    }

    private final class HeardAndRecorded implements AudioSink {
        private final AudioSink sink;

        HeardAndRecorded(AudioSink sink) {
            this.sink = sink;
        }

        @Override
        public void onFrame(byte[] buffer, int offset, int length) {
            record(buffer, offset, length);
            sink.onFrame(buffer, offset, length);
        }

        @Override
        public int onFrame(byte[] buffer, int offset, int length, Pace pace) {
            record(buffer, offset, length);
            return sink.onFrame(buffer, offset, length, pace);
        }

        @Override
        public int onFrame(byte[] buffer, int offset, int length, Pace pace, int wantedTicks) {
            record(buffer, offset, length);
            return sink.onFrame(buffer, offset, length, pace, wantedTicks);
        }

        @Override
        public void onLostFrame() {
            AudioSink to = open;
            if (to != null) {
                to.onLostFrame();
            }
            sink.onLostFrame();
        }

        @Override
        public void onLostFrame(byte[] nextBuffer, int offset, int length) {
            AudioSink to = open;
            if (to != null) {
                to.onLostFrame(nextBuffer, offset, length);
            }
            sink.onLostFrame(nextBuffer, offset, length);
        }

        @Override
        public void close() {
            Recorder.this.close();
            sink.close();
        }
    }

    private final class SaidAndRecorded implements AudioSource {
        private final AudioSource source;

        SaidAndRecorded(AudioSource source) {
            this.source = source;
        }

        @Override
        public Duration frame() {
            return source.frame();
        }

        @Override
        public int nextFrame(byte[] buffer, int offset) {
            int length = source.nextFrame(buffer, offset);
            record(buffer, offset, length);
            return length;
        }

        @Override
        public int nextSilence(byte[] buffer, int offset) {
            int length = source.nextSilence(buffer, offset);
            record(buffer, offset, length);
            return length;
        }

        @Override
        public void onLoss(int percent) {
            source.onLoss(percent);
        }

        @Override
        public void close() {
            Recorder.this.close();
            source.close();
        }
    }
}
