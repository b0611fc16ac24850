package android.media;

public class AudioTrack {
    public static final int MODE_STREAM = 1;
    public static final int WRITE_NON_BLOCKING = 1;

    public AudioTrack(
            AudioAttributes attributes, AudioFormat format, int bufferBytes, int mode, int session) {}

    public static native int getMinBufferSize(int rate, int channels, int encoding);

    public native void play();

    public native int write(short[] audio, int offset, int samples, int mode);

    public native void pause();

    public native void release();
}
