package app;

import android.media.MediaCodec;
import android.os.Bundle;
import io.calling.media.VideoFormat;
import io.calling.media.VideoSource;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A camera behind the encoder of the device. The application configures the encoder for H.264
 * (constrained baseline), connects the camera to its input surface, and starts it.
 */
public final class AndroidCamera implements VideoSource {
    private final MediaCodec encoder;
    private final MediaCodec.BufferInfo info = new MediaCodec.BufferInfo();

    /** Parameter sets, which the encoder gives once and each key frame needs before it. */
    private ByteBuffer parameterSets = ByteBuffer.allocate(0);

    private boolean keyFrameAsked;

    public AndroidCamera(MediaCodec encoder) {
        this.encoder = encoder;
    }

    @Override
    public List<VideoFormat> formats() {
        return List.of(VideoFormat.H264);
    }

    /** What the encoder has ready; nothing is waited for. */
    @Override
    public ByteBuffer nextFrame(VideoFormat format, boolean keyFrame) {
        if (keyFrame && !keyFrameAsked) {
            Bundle now = new Bundle();
            now.putInt(MediaCodec.PARAMETER_KEY_REQUEST_SYNC_FRAME, 0);
            encoder.setParameters(now);
        }
        keyFrameAsked = keyFrame;
        int index = encoder.dequeueOutputBuffer(info, 0);
        if (index < 0) {
            return null;
        }
        ByteBuffer frame = copy(encoder.getOutputBuffer(index));
        encoder.releaseOutputBuffer(index, false);
        if ((info.flags & MediaCodec.BUFFER_FLAG_CODEC_CONFIG) != 0) {
            parameterSets = frame;
            return null;
        }
        boolean isKey = (info.flags & MediaCodec.BUFFER_FLAG_KEY_FRAME) != 0;
        if (keyFrame && !isKey) {
            return null; // encoded before it was asked for
        }
        return isKey ? withParameterSets(frame) : frame;
    }

    private ByteBuffer copy(ByteBuffer encoded) {
        encoded.limit(info.offset + info.size);
        encoded.position(info.offset);
        return ByteBuffer.allocate(info.size).put(encoded).flip();
    }

    private ByteBuffer withParameterSets(ByteBuffer frame) {
        return ByteBuffer.allocate(parameterSets.remaining() + frame.remaining())
                .put(parameterSets.duplicate())
                .put(frame)
                .flip();
    }

    @Override
    public void close() {
        encoder.stop();
        encoder.release();
    }
}
