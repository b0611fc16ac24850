package io.calling.benchmarks;

import io.calling.srtp.SrtpProfile;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The contestants of this JVM under JMH, for profilers and for absolute figures; ratios are better
 * taken from {@link SideBySide}, whose contestants take turns. A packet cannot be unprotected
 * twice: so there is a benchmark for protecting, and one for both.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SrtpBenchmark {
    private static final int HEADER = 12;
    private static final int ROOM = 64;

    /** Whose code. */
    public enum Implementation {
        CALLING,
        JITSI_ON_SUNJCE,
        JITSI_AS_IT_CHOOSES
    }

    /** Whose code. */
    @Param public Implementation implementation = Implementation.CALLING;

    /** Cipher and tag. */
    @Param public SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;

    /** An audio packet, and a full one. */
    @Param({"160", "1200"})
    public int payloadBytes;

    private SrtpCodec codec = new CallingSrtp(profile);
    private byte[] packet = {};
    private int sequence;

    /** Makes contexts and a packet. */
    @Setup
    public void setUp() throws GeneralSecurityException {
        codec =
                switch (implementation) {
                    case CALLING -> new CallingSrtp(profile);
                    case JITSI_ON_SUNJCE -> SunJceLoader.jitsi(profile);
                    case JITSI_AS_IT_CHOOSES -> new JitsiSrtp(profile);
                };
        packet = new byte[HEADER + payloadBytes + ROOM];
        packet[0] = (byte) 0x80;
        packet[11] = 1;
        sequence = 0;
    }

    private void nextSequence() {
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence;
        sequence++;
    }

    /** Protects a packet. */
    @Benchmark
    public int protect() {
        nextSequence();
        return codec.protect(packet, HEADER + payloadBytes);
    }

    /** Protects a packet and unprotects it again. */
    @Benchmark
    public int protectAndUnprotect() {
        nextSequence();
        return codec.unprotect(packet, codec.protect(packet, HEADER + payloadBytes));
    }
}
