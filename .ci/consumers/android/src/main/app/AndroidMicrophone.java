package app;

import android.media.AudioFormat;
import android.media.AudioRecord;
import android.media.MediaRecorder;
import io.calling.audio.PcmSource;

// cookbook: Android microphone
/** The microphone, with the echo cancellation that Android has for calls. Open it after the accept. */
public final class AndroidMicrophone implements PcmSource {
    private static final int RATE = 48_000;
    private static final int MONO = AudioFormat.CHANNEL_IN_MONO;
    private static final int PCM = AudioFormat.ENCODING_PCM_16BIT;

    private final AudioRecord device =
            new AudioRecord(
                    MediaRecorder.AudioSource.VOICE_COMMUNICATION,
                    RATE,
                    MONO,
                    PCM,
                    2 * AudioRecord.getMinBufferSize(RATE, MONO, PCM));

    public AndroidMicrophone() {
        device.startRecording(); // the user has allowed RECORD_AUDIO
    }

    @Override
    public int sampleRate() {
        return RATE;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public int read(short[] pcm, int offset, int samples) {
        int read = device.read(pcm, offset, samples, AudioRecord.READ_NON_BLOCKING);
        if (read < 0) {
            throw new IllegalStateException("the microphone is gone: " + read); // MEDIA_FAILED
        }
        return read; // what has not been recorded yet is silence
    }

    @Override
    public void close() {
        device.stop();
        device.release();
    }
}
// cookbook: end
