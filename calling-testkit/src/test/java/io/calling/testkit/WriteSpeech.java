package io.calling.testkit;

import io.calling.audio.OpusCodec;
import io.calling.audio.OpusSource;
import io.calling.audio.PcmClip;
import io.calling.audio.WavFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the packets of {@link TestSpeech} from the voices of the examples. */
public final class WriteSpeech {
    private WriteSpeech() {}

    /** Run from the module's directory, without arguments. */
    public static void main(String[] arguments) throws IOException {
        for (String name : List.of("alice", "bob")) {
            Path file = Path.of("src/main/resources/io/calling/testkit", name + ".opus-packets");
            Files.write(file, packets(voice(name)));
        }
    }

    /** One of the voices: alice or bob. */
    public static WavFile voice(String name) throws IOException {
        Path voices = Path.of("../examples/src/main/resources/io/calling/examples/privatecall");
        return WavFile.read(voices.resolve(name + ".wav")).atRate(OpusCodec.SAMPLE_RATE);
    }

    private static byte[] packets(WavFile voice) {
        OpusSource source = new OpusSource(PcmClip.onceOnly(voice), OpusCodec.speech());
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        byte[] packet = new byte[TestSound.FRAME_BYTES];
        while (source.nextFrame(packet, 0) > 0) {
            packets.writeBytes(packet);
        }
        return packets.toByteArray();
    }
}
