package android.media;

public class AudioRecord {
    public static final int READ_NON_BLOCKING = 1;

    public AudioRecord(int source, int rate, int channels, int encoding, int bufferBytes) {}

    public static native int getMinBufferSize(int rate, int channels, int encoding);

    public native void startRecording();

    public native int read(short[] audio, int offset, int samples, int mode);

    public native void stop();

    public native void release();

    /** What is planted uses it. */
    public static native void notOnAnyDevice();
}
