package io.calling.audio;

import io.calling.media.AudioSink;
import io.calling.rtp.OpusPacket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records Opus as it comes to an Ogg file, without decoding it. The file can be played at any time
 * up to the last whole second, and is complete once the recorder is closed. At the longest duration
 * it stops, quietly. What got lost is recorded as lost: players make it up.
 *
 * <p>Recording a person may need their consent: {@link Recorder} asks for it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7845">RFC 7845</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3533">RFC 3533</a>
 */
public final class OggOpusRecorder implements AudioSink {
    /** What encoders look ahead, and so what a player is to leave out: 6.5 ms. */
    static final int PRE_SKIP = 312;

    static final byte[] HEAD = "OpusHead".getBytes(StandardCharsets.US_ASCII);
    static final byte[] TAGS = "OpusTags".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VENDOR = "Calling".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;

    /** Tells the streams of one file apart, and there is one. */
    private static final int SERIAL = 0x43616C6C;

    private final OutputStream out;
    private final long maxTicks;
    private final ByteArrayOutputStream segments = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final byte[] lost = new byte[2];
    private int lostBytes;
    private int page;
    private long ticks;
    private long pageTicks;
    private boolean closed;
    private volatile @Nullable IOException failure;

    private OggOpusRecorder(OutputStream out, Duration longest) {
        this.out = out;
        this.maxTicks = longest.toMillis() * (OpusPacket.CLOCK_RATE / 1_000);
    }

    /** Speech, for up to an hour. */
    public static OggOpusRecorder speech(Path path) throws IOException {
        return open(path, 1, Duration.ofHours(1));
    }

    /**
     * Opens or replaces a file.
     *
     * @param channels 1 or 2: what players decode to; packets may be of either kind
     * @param longest up to twelve hours
     */
    public static OggOpusRecorder open(Path path, int channels, Duration longest)
            throws IOException {
        if (longest.isNegative() || longest.compareTo(Duration.ofHours(12)) > 0) {
            throw new IllegalArgumentException("longest is 0 to 12 hours, not " + longest);
        }
        if (channels != 1 && channels != 2) {
            throw new IllegalArgumentException("channels is 1 or 2, not " + channels);
        }
        OutputStream out = Files.newOutputStream(path);
        OggOpusRecorder recorder = new OggOpusRecorder(out, longest);
        try {
            // The identification header is alone on the first page, and no sound begins on the page
            // on which the comment header ends (RFC 7845, 3).
            recorder.add(head(channels), 0, HEAD.length + 11);
            recorder.flush(OggPage.FIRST, 0);
            byte[] tags = tags();
            recorder.add(tags, 0, tags.length);
            recorder.flush(0, 0);
            return recorder;
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    /** RFC 7845, 5.1: one stream of one or two channels, mapping family 0. */
    private static byte[] head(int channels) {
        ByteBuffer head = ByteBuffer.allocate(HEAD.length + 11).order(ByteOrder.LITTLE_ENDIAN);
        head.put(HEAD).put((byte) VERSION).put((byte) channels).putShort((short) PRE_SKIP);
        return head.putInt(OpusPacket.CLOCK_RATE).putShort((short) 0).put((byte) 0).array();
    }

    /** RFC 7845, 5.2: who wrote it, and no comment. */
    private static byte[] tags() {
        ByteBuffer tags = ByteBuffer.allocate(TAGS.length + 2 * Integer.BYTES + VENDOR.length);
        tags.order(ByteOrder.LITTLE_ENDIAN).put(TAGS).putInt(VENDOR.length).put(VENDOR);
        return tags.putInt(0).array();
    }

    @Override
    public synchronized void onFrame(byte[] buffer, int offset, int length) {
        if (length > 0) {
            lostBytes = lostLike(buffer, offset, length);
            write(buffer, offset, length);
        }
    }

    @Override
    public synchronized void onLostFrame() {
        write(lost, 0, lostBytes);
    }

    /** Frames of no bytes, as many and as long as those before: a decoder makes them up. */
    private int lostLike(byte[] buffer, int offset, int length) {
        int code = buffer[offset] & 0x03;
        boolean counted = code == 3 && length > 1;
        lost[0] = (byte) (buffer[offset] & 0xFC | (counted ? 3 : Math.min(code, 1)));
        lost[1] = counted ? (byte) (buffer[offset + 1] & 0x3F) : 0;
        return counted ? 2 : 1;
    }

    private void write(byte[] packet, int offset, int length) {
        if (closed || failure != null || length == 0) {
            return;
        }
        int packetTicks = OpusPacket.ticks(packet, offset, length);
        if (ticks + packetTicks > maxTicks) {
            return;
        }
        try {
            if (segments.size() + length / OggPage.MAX_SEGMENT_BYTES + 1 > OggPage.MAX_SEGMENTS) {
                flush(0, ticks);
            }
            add(packet, offset, length);
            ticks += packetTicks;
            // No more than a second waits to be written.
            if (ticks - pageTicks >= OpusPacket.CLOCK_RATE) {
                flush(0, ticks);
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private void add(byte[] packet, int offset, int length) {
        for (int left = length; left >= 0; left -= OggPage.MAX_SEGMENT_BYTES) {
            segments.write(Math.min(left, OggPage.MAX_SEGMENT_BYTES));
        }
        body.write(packet, offset, length);
    }

    private void flush(int type, long position) throws IOException {
        out.write(
                OggPage.of(
                        type,
                        position,
                        SERIAL,
                        page++,
                        segments.toByteArray(),
                        body.toByteArray()));
        segments.reset();
        body.reset();
        pageTicks = ticks;
    }

    /** How long the recording is so far. */
    public synchronized Duration duration() {
        return Duration.ofMillis(ticks * 1_000 / OpusPacket.CLOCK_RATE);
    }

    /** Why the recording stopped, if the file could not be written. */
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Completes the file. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            if (failure == null) {
                flush(OggPage.LAST, ticks);
            }
        } catch (IOException e) {
            failure = e;
        }
    }
}
