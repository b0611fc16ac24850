package io.calling.audio;

import java.util.Arrays;

/**
 * Microphone and loudspeaker of one call with a {@link VoiceProcessor} between them. Frames of
 * other lengths are cut into its 10 ms, which costs up to 10 ms of delay of what is said.
 */
public final class ProcessedVoice {
    private static final int BLOCK = OpusCodec.SAMPLE_RATE / 100;

    private final VoiceProcessor processor;
    private final PcmSource source;
    private final PcmSink sink;

    /**
     * Both mono at 48 kHz.
     *
     * @throws IllegalArgumentException if the microphone has another rate or two channels
     */
    public ProcessedVoice(PcmSource microphone, PcmSink loudspeaker, VoiceProcessor processor) {
        if (microphone.sampleRate() != OpusCodec.SAMPLE_RATE || microphone.channels() != 1) {
            throw new IllegalArgumentException(
                    String.format(
                            "The microphone is mono at 48 kHz, not %d channel(s) at %d Hz",
                            microphone.channels(), microphone.sampleRate()));
        }
        this.processor = processor;
        this.source = new Processed(microphone);
        this.sink = new Overheard(loudspeaker);
    }

    /** What the microphone heard, processed. */
    public PcmSource source() {
        return source;
    }

    /** Plays, and is heard by the processor. */
    public PcmSink sink() {
        return sink;
    }

    private final class Processed implements PcmSource {
        private final PcmSource microphone;
        private final short[] block = new short[BLOCK];
        private int taken = BLOCK;

        private Processed(PcmSource microphone) {
            this.microphone = microphone;
        }

        @Override
        public int sampleRate() {
            return OpusCodec.SAMPLE_RATE;
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public int read(short[] pcm, int offset, int samples) {
            int at = 0;
            while (at < samples) {
                if (taken == BLOCK && !next()) {
                    return at == 0 ? END : at;
                }
                int part = Math.min(samples - at, BLOCK - taken);
                System.arraycopy(block, taken, pcm, offset + at, part);
                taken += part;
                at += part;
            }
            return samples;
        }

        /** Whether there is another block; where the microphone has less, it is silence. */
        private boolean next() {
            int read = microphone.read(block, 0, BLOCK);
            if (read == END) {
                return false;
            }
            Arrays.fill(block, read, BLOCK, (short) 0);
            processor.process(block, 0, BLOCK);
            taken = 0;
            return true;
        }

        @Override
        public void close() {
            microphone.close();
        }
    }

    private final class Overheard implements PcmSink {
        private final PcmSink loudspeaker;
        private final short[] block = new short[BLOCK];
        private int gathered;

        private Overheard(PcmSink loudspeaker) {
            this.loudspeaker = loudspeaker;
        }

        @Override
        public void write(short[] pcm, int offset, int samples) {
            for (int at = 0; at < samples; ) {
                int part = Math.min(samples - at, BLOCK - gathered);
                System.arraycopy(pcm, offset + at, block, gathered, part);
                gathered += part;
                at += part;
                if (gathered == BLOCK) {
                    processor.onPlayed(block, 0, BLOCK);
                    gathered = 0;
                }
            }
            loudspeaker.write(pcm, offset, samples);
        }

        @Override
        public void close() {
            loudspeaker.close();
        }
    }
}
