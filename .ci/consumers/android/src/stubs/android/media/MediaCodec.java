package android.media;

import android.os.Bundle;
import java.nio.ByteBuffer;

public final class MediaCodec {
    public static final int BUFFER_FLAG_KEY_FRAME = 1;
    public static final int BUFFER_FLAG_CODEC_CONFIG = 2;
    public static final String PARAMETER_KEY_REQUEST_SYNC_FRAME = "request-sync";

    public static final class BufferInfo {
        public int offset;
        public int size;
        public long presentationTimeUs;
        public int flags;
    }

    public native int dequeueInputBuffer(long timeoutMicros);

    public native ByteBuffer getInputBuffer(int index);

    public native void queueInputBuffer(
            int index, int offset, int size, long presentationMicros, int flags);

    public native int dequeueOutputBuffer(BufferInfo info, long timeoutMicros);

    public native ByteBuffer getOutputBuffer(int index);

    public native void releaseOutputBuffer(int index, boolean render);

    public native void setParameters(Bundle parameters);

    public native void stop();

    public native void release();
}
