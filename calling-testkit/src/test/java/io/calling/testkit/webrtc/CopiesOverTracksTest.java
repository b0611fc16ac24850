package io.calling.testkit.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.audio.OpusSource;
import io.calling.audio.PcmClip;
import io.calling.media.AudioSink;
import io.calling.media.AudioStream;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.rtp.OpusPacket;
import io.calling.testkit.WriteSpeech;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.LinkConditions;
import io.calling.testkit.net.VirtualHost;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Streams over the tracks of a session, as in calls with browsers, provide for what is lost. */
@ExtendWith({ThreadLeakExtension.class, LogLeakExtension.class})
class CopiesOverTracksTest {
    private static final LinkConditions NEAR = LinkConditions.delayed(Duration.ofMillis(25));
    private static final Duration A_FEW_REPORTS = Duration.ofSeconds(5);
    private static final Duration MANY_REPORTS = Duration.ofSeconds(20);

    private RelayedSessions call;
    private final Ear heardByAlice = new Ear();
    private final Ear heardByBob = new Ear();
    private AudioStream alice;
    private AudioStream bob;

    @BeforeEach
    void call() throws Exception {
        call = new RelayedSessions(11, Set.of(MediaKind.AUDIO));
        alice = over(call.ofAlice, heardByAlice, call.hostOfAlice);
        bob = over(call.ofBob, heardByBob, call.hostOfBob);
    }

    private static AudioStream over(List<RtpTrack> tracks, Ear ear, VirtualHost host)
            throws IOException {
        OpusSource voice =
                new OpusSource(PcmClip.looping(WriteSpeech.voice("alice"), Duration.ZERO));
        return AudioStream.over(tracks.get(0), voice, ear, host.network(), Runnable::run);
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
        call.close();
    }

    private void toBob(LinkConditions conditions) {
        call.hostOfBob.links().get(0).down(conditions);
    }

    @Test
    void copiesComeWithThePeersReportsOfLossAndEndWithThem() {
        toBob(NEAR);
        call.world.pass(A_FEW_REPORTS);
        assertThat(heardByBob.drain().copies()).isZero();

        toBob(NEAR.loss(0.1));
        call.world.pass(A_FEW_REPORTS);
        heardByBob.drain();
        call.world.pass(A_FEW_REPORTS);
        Heard lossy = heardByBob.drain();
        assertThat(lossy.frames()).isPositive();
        assertThat(lossy.copies()).isGreaterThan(lossy.frames() / 2);

        toBob(NEAR);
        call.world.pass(MANY_REPORTS);
        heardByBob.drain();
        call.world.pass(A_FEW_REPORTS);
        Heard good = heardByBob.drain();
        assertThat(good.frames()).isPositive();
        assertThat(good.copies()).isZero();
    }

    @Test
    void whatIsLostOneWayIsNoReasonForCopiesTheOther() {
        toBob(NEAR.loss(0.1));
        call.world.pass(MANY_REPORTS);

        assertThat(heardByAlice.drain().copies()).isZero();
        assertThat(alice.statistics().remotePacketsLost()).isPositive();
        assertThat(bob.statistics().remotePacketsLost()).isZero();
        assertThat(alice.statistics().roundTripTime()).isPresent();
    }

    private static final class Ear implements AudioSink {
        private int frames;
        private int copies;

        @Override
        public void onFrame(byte[] buffer, int offset, int length) {
            frames++;
            copies += OpusPacket.carriesCopy(buffer, offset, length) ? 1 : 0;
        }

        @Override
        public void onLostFrame() {}

        /** What has come since the last time. */
        Heard drain() {
            Heard heard = new Heard(frames, copies);
            frames = 0;
            copies = 0;
            return heard;
        }
    }

    /** Frames, and those that carried a copy. */
    private record Heard(int frames, int copies) {}
}
