package android.media;

public class AudioFormat {
    public static final int CHANNEL_IN_MONO = 16;
    public static final int CHANNEL_OUT_MONO = 4;
    public static final int ENCODING_PCM_16BIT = 2;

    public static class Builder {
        public native Builder setSampleRate(int rate);

        public native Builder setChannelMask(int channels);

        public native Builder setEncoding(int encoding);

        public native AudioFormat build();
    }
}
