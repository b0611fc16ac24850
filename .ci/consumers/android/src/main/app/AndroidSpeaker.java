package app;

import android.media.AudioAttributes;
import android.media.AudioFormat;
import android.media.AudioManager;
import android.media.AudioTrack;
import io.calling.audio.PcmSink;

/** The earpiece or loudspeaker, whichever the user has chosen for calls. */
public final class AndroidSpeaker implements PcmSink {
    private static final int RATE = 48_000;
    private static final int MONO = AudioFormat.CHANNEL_OUT_MONO;
    private static final int PCM = AudioFormat.ENCODING_PCM_16BIT;

    private final AudioTrack device =
            new AudioTrack(
                    new AudioAttributes.Builder()
                            .setUsage(AudioAttributes.USAGE_VOICE_COMMUNICATION)
                            .setContentType(AudioAttributes.CONTENT_TYPE_SPEECH)
                            .build(),
                    new AudioFormat.Builder()
                            .setSampleRate(RATE)
                            .setChannelMask(MONO)
                            .setEncoding(PCM)
                            .build(),
                    2 * AudioTrack.getMinBufferSize(RATE, MONO, PCM),
                    AudioTrack.MODE_STREAM,
                    AudioManager.AUDIO_SESSION_ID_GENERATE);

    public AndroidSpeaker() {
        device.play();
    }

    @Override
    public void write(short[] pcm, int offset, int samples) {
        int written = device.write(pcm, offset, samples, AudioTrack.WRITE_NON_BLOCKING);
        if (written < 0) {
            throw new IllegalStateException("the loudspeaker is gone: " + written);
        }
    }

    @Override
    public void close() {
        device.pause();
        device.release();
    }
}
