package io.calling.audio;

import io.calling.audio.OggException.Problem;
import io.calling.rtp.OpusPacket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Opus packets of an Ogg file, in memory: one stream, mono or stereo. Immutable.
 *
 * <p>To play it in a call, decode it: {@code PcmClip.once(OggOpusFile.read(path).decode())}. The
 * packets themselves are not for sending, as their sizes would tell what they hold.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7845">RFC 7845</a>
 */
public final class OggOpusFile {
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    /** What {@link #decode} makes of it must fit into an array. */
    private static final long MAX_SAMPLES = 2L * 60 * 60 * OpusPacket.CLOCK_RATE;

    private static final int HEAD_BYTES = 19;
    private static final int VERSION_OFFSET = 8;
    private static final int CHANNELS_OFFSET = 9;
    private static final int PRE_SKIP_OFFSET = 10;
    private static final int GAIN_OFFSET = 16;
    private static final int FAMILY_OFFSET = 18;

    /** The gain is in 256ths of a decibel (5.1). */
    private static final double GAIN_STEPS = 256;

    private final int channels;
    private final int preSkip;
    private final double gainDecibels;
    private final List<byte[]> packets;
    private final long samples;

    private OggOpusFile(OggPages pages) throws OggException {
        List<byte[]> all = pages.packets();
        ByteBuffer head = head(all);
        channels = head.get(CHANNELS_OFFSET);
        preSkip = head.getShort(PRE_SKIP_OFFSET) & 0xFFFF;
        gainDecibels = head.getShort(GAIN_OFFSET) / GAIN_STEPS;
        packets = List.copyOf(all.subList(2, all.size()));
        long coded = 0;
        for (byte[] packet : packets) {
            coded += OpusPacket.ticks(packet, 0, packet.length);
        }
        if (coded > MAX_SAMPLES) {
            throw new OggException(Problem.TOO_LARGE, "The file is longer than two hours");
        }
        // The position at the end may cut the last packet short (4.5), and a file that was cut off
        // may end after it.
        long end = Math.min(coded, Math.max(0, pages.position()));
        samples = Math.max(0, end - preSkip);
    }

    private static ByteBuffer head(List<byte[]> packets) throws OggException {
        boolean isOpus =
                packets.size() >= 2
                        && startsWith(packets.get(0), OggOpusRecorder.HEAD)
                        && startsWith(packets.get(1), OggOpusRecorder.TAGS);
        if (!isOpus || packets.get(0).length < HEAD_BYTES) {
            throw new OggException(Problem.NOT_OPUS, "The file holds no Opus");
        }
        ByteBuffer head = ByteBuffer.wrap(packets.get(0)).order(ByteOrder.LITTLE_ENDIAN);
        int channels = head.get(CHANNELS_OFFSET);
        // Versions whose upper four bits are 0 can be read as this one is (5.1).
        boolean known = (head.get(VERSION_OFFSET) & 0xF0) == 0;
        if (!known || head.get(FAMILY_OFFSET) != 0 || channels < 1 || channels > 2) {
            throw new OggException(
                    Problem.UNSUPPORTED, "The file holds Opus other than mono or stereo");
        }
        return head;
    }

    private static boolean startsWith(byte[] packet, byte[] magic) {
        return packet.length >= magic.length
                && Arrays.equals(packet, 0, magic.length, magic, 0, magic.length);
    }

    /**
     * Reads a file of at most 64 MB and two hours. One that was cut off is read as far as its pages
     * are complete.
     *
     * @throws OggException if it is no file of the kind that this class holds, or damaged
     */
    public static OggOpusFile read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /** Reads to the end of {@code in}, and doesn't close it; otherwise as {@link #read(Path)}. */
    public static OggOpusFile read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new OggException(Problem.TOO_LARGE, "The file is larger than 64 MB");
        }
        return new OggOpusFile(OggPages.read(bytes));
    }

    /** 1 or 2: what it is decoded to. */
    public int channels() {
        return channels;
    }

    /** How long it lasts. */
    public Duration duration() {
        return Duration.ofNanos(samples * 1_000_000_000L / OpusPacket.CLOCK_RATE);
    }

    /** Copies of the packets. */
    public List<byte[]> packets() {
        List<byte[]> copies = new ArrayList<>();
        packets.forEach(packet -> copies.add(packet.clone()));
        return copies;
    }

    /** The sound at 48 kHz, with the gain that the file asks for. */
    public WavFile decode() {
        OpusCodec codec = OpusCodec.builder().channels(channels).build();
        short[] pcm = new short[Math.toIntExact((samples + preSkip) * channels)];
        short[] frame = new short[codec.maxFrameSamples() * channels];
        int at = 0;
        for (byte[] packet : packets) {
            int values = codec.decode(packet, 0, packet.length, frame, 0) * channels;
            int copied = Math.min(values, pcm.length - at);
            System.arraycopy(frame, 0, pcm, at, copied);
            at += copied;
        }
        short[] kept =
                Arrays.copyOfRange(pcm, Math.min(pcm.length, preSkip * channels), pcm.length);
        amplify(kept);
        return WavFile.of(OpusCodec.SAMPLE_RATE, channels, kept);
    }

    private void amplify(short[] pcm) {
        if (gainDecibels == 0) {
            return;
        }
        double factor = Math.pow(10, gainDecibels / 20);
        for (int i = 0; i < pcm.length; i++) {
            double louder = Math.rint(pcm[i] * factor);
            pcm[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, louder));
        }
    }
}
