package io.calling.testkit.adversary;

import io.calling.ice.turn.RelayProvider;
import io.calling.rtp.RtcpHandler;
import io.calling.rtp.RtcpReader;
import io.calling.rtp.RtpPacket;
import io.calling.rtp.payload.Packetizer;
import io.calling.rtp.payload.Vp8Packetizer;
import io.calling.testkit.TestCamera;
import io.calling.testkit.TestSound;
import io.calling.testkit.TestTone;
import io.calling.testkit.net.VirtualHost;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * The other party of a call, who talks and shows pictures as anybody does, and sends whatever else
 * comes to mind beside it, with the right keys.
 */
final class Mallory implements KeyHolder.Heard {
    static final int VOICE = 0x0A0A_0A0A;
    static final int PICTURES = 0x0B0B_0B0B;
    static final int REPAIRS = 0x0C0C_0C0C;
    static final TestTone TONE = new TestTone(66);

    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PICTURE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final int FRAME_TICKS = 960;
    private static final int PICTURE_TICKS = 3_600;
    private static final int PICTURE_BYTES = 2_500;

    final KeyHolder keys;
    final Forge forge;
    private final RtpPacket packet = new RtpPacket();
    private final RtcpReader reader = new RtcpReader(new Wishes());
    private final TestCamera camera = new TestCamera(PICTURE_BYTES);
    private final Packetizer packetizer =
            new Vp8Packetizer(Packetizer.DEFAULT_MAX_PAYLOAD_BYTES, 1);
    private final byte[] frame = new byte[TestSound.FRAME_BYTES];
    private Terms terms;
    private boolean talks;
    private int frames;

    int voiceSequence = 1_000;
    int voiceTimestamp = 50_000;
    int pictureSequence = 2_000;
    int pictureTimestamp = 90_000;
    int repairSequence = 3_000;

    /** The last number under which the victim sent pictures. */
    int heardPictureSequence;

    /** And its voice. */
    int heardVoiceSequence;

    Mallory(VirtualHost host, RelayProvider relays, SplittableRandom random) {
        this.keys = new KeyHolder(host, relays, this);
        this.forge = new Forge(random);
        this.terms = new Terms(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    Terms terms() {
        return terms;
    }

    SplittableRandom random() {
        return forge.random();
    }

    /** Talks and shows pictures from now on. */
    void begin(Terms agreed) {
        terms = agreed;
        talks = true;
        keys.network.execute(this::talk);
        if (agreed.vp8() != Terms.NONE) {
            keys.network.execute(this::show);
        }
    }

    void stop() {
        talks = false;
    }

    /** Voice frames sent so far. */
    int spoken() {
        return frames;
    }

    private void talk() {
        if (!talks) {
            return;
        }
        TONE.write(frames++, frame, 0);
        keys.rtp(nextVoice().with(frame).bytes());
        keys.network.schedule(FRAME_NANOS, this::talk);
    }

    /** Begins the next packet of the voice, where it belongs. */
    Forge nextVoice() {
        voiceSequence = voiceSequence + 1 & 0xFFFF;
        voiceTimestamp += FRAME_TICKS;
        return forge.rtp(VOICE, terms.opus(), voiceSequence, voiceTimestamp, false);
    }

    private void show() {
        if (!talks) {
            return;
        }
        byte[] picture = camera.nextFrame();
        pictureTimestamp += PICTURE_TICKS;
        packetizer.packetize(
                picture,
                0,
                picture.length,
                (bytes, offset, length, last) ->
                        keys.rtp(nextPicture(last).with(bytes, offset, length).bytes()));
        keys.network.schedule(PICTURE_NANOS, this::show);
    }

    /** Begins the next packet of the pictures, where it belongs. */
    Forge nextPicture(boolean marker) {
        pictureSequence = pictureSequence + 1 & 0xFFFF;
        return forge.rtp(PICTURES, terms.vp8(), pictureSequence, pictureTimestamp, marker);
    }

    Forge nextRepair(boolean marker) {
        repairSequence = repairSequence + 1 & 0xFFFF;
        return forge.rtp(REPAIRS, terms.repair(), repairSequence, pictureTimestamp, marker);
    }

    /** Sends so many packets of a kind, at its pace. */
    void attack(Assault assault, int packets) {
        keys.network.execute(() -> strike(assault, packets, 0));
    }

    private void strike(Assault assault, int packets, int number) {
        int end = Math.min(packets, number + assault.atOnce());
        for (int i = number; i < end; i++) {
            assault.strike().send(this, i);
        }
        if (end < packets && talks) {
            keys.network.schedule(assault.pauseNanos(), () -> strike(assault, packets, end));
        }
    }

    @Override
    public void onRtp(byte[] buffer, int offset, int length) {
        if (!packet.wrap(buffer, offset, length)) {
            return;
        }
        if (packet.ssrc() == terms.victimPictures()) {
            heardPictureSequence = packet.sequenceNumber();
        } else if (packet.ssrc() == terms.victimVoice()) {
            heardVoiceSequence = packet.sequenceNumber();
        }
    }

    @Override
    public void onRtcp(byte[] buffer, int offset, int length) {
        reader.read(buffer, offset, length);
    }

    private final class Wishes implements RtcpHandler {
        @Override
        public void onPictureLoss(int sender, int source) {
            camera.requestKeyFrame();
        }
    }
}
