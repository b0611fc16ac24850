package io.calling.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Offers as real stacks wrote them, with addresses replaced. Written here by running them: Chromium
 * 156, aiortc 1.4, werift 0.22, libdatachannel (node-datachannel). From the test data of aiortc:
 * Chrome, Firefox, Safari, FreeSWITCH; of sdp-transform: JsSIP, a SIP gateway, the example of RFC
 * 8829; from RFC 9725 its example, from a pull request of OBS an offer of webrtc-rs.
 */
class StackSamplesTest {
    @ParameterizedTest
    @CsvSource({
        "chromium-156-av,             audio opus 0 SENDRECV; video VP8 1 SENDRECV",
        "chromium-156-recvonly,       audio opus 0 SENDONLY; video VP8 1 SENDONLY; video VP8 2 SENDONLY",
        "chromium-156-simulcast-data, video VP8 0 RECVONLY",
        "chrome-2017-audio,           audio opus audio SENDRECV",
        "chrome-2018-video,           video VP8 video SENDRECV",
        "firefox-58-audio,            audio opus sdparta_0 SENDRECV",
        "firefox-61-video,            video VP8 sdparta_0 SENDRECV",
        "safari-all,                  audio opus audio SENDRECV; video H264 video SENDRECV",
        "aiortc-1.4,                  audio opus 0 SENDRECV; video VP8 1 SENDRECV",
        "werift,                      audio OPUS 0 SENDRECV; video VP8 1 SENDRECV",
        "libdatachannel,              audio opus audio SENDRECV; video H264 video SENDRECV",
        "webrtc-rs-in-obs,            video H264 0 RECVONLY",
        "rfc8829-example,             audio opus a1 SENDRECV; video VP8 v1 SENDRECV",
        "rfc9725-example,             audio opus 0 RECVONLY; video VP8 1 RECVONLY",
        "jssip-audio,                 audio opus audio SENDRECV",
        "freeswitch-audio,            UNACCEPTABLE",
        "freeswitch-without-dtls,     UNACCEPTABLE",
        "gateway-lite,                UNACCEPTABLE",
        "firefox-63-data,             UNACCEPTABLE"
    })
    void getsTheAnswerThatItDeserves(String sample, String expected) throws Exception {
        assertThat(outcome(text(sample))).isEqualTo(expected);
    }

    private static String outcome(String offer) {
        try {
            Answer answer = answer(offer);
            assertThat(JsepCheck.faults(offer, answer.description().toText())).isEmpty();
            return answer.negotiation().media().stream()
                    .map(
                            m ->
                                    m.kind()
                                            + " "
                                            + m.codec().name()
                                            + " "
                                            + m.mid()
                                            + " "
                                            + m.direction())
                    .collect(Collectors.joining("; "));
        } catch (SdpException e) {
            return e.kind().name();
        }
    }

    private static Answer answer(String offer) throws SdpException {
        List<MediaCapability> twice = new ArrayList<>(SdpSamples.audioAndVideo());
        twice.addAll(SdpSamples.audioAndVideo());
        return Answer.create(
                SessionDescription.parse(offer),
                SdpSamples.origin(),
                SdpSamples.transport(),
                twice);
    }

    @ParameterizedTest
    @CsvSource({
        "chromium-156-av", "firefox-61-video", "safari-all", "aiortc-1.4", "werift",
        "libdatachannel", "freeswitch-audio", "rfc8829-example", "rfc9725-example", "gateway-lite"
    })
    void whatIsReadAndWrittenReadsTheSameAgain(String sample) throws Exception {
        SessionDescription read = SessionDescription.parse(text(sample));

        assertThat(SessionDescription.parse(read.toText())).isEqualTo(read);
    }

    @Test
    void theStreamsOfAnAnswerAreTheirOwn() throws Exception {
        SessionDescription answer = answer(text("chromium-156-recvonly")).description();

        assertThat(answer.media()).allSatisfy(s -> assertThat(s.ssrcs()).isNotEmpty());
    }

    private static String text(String sample) throws IOException {
        try (InputStream in =
                StackSamplesTest.class.getResourceAsStream("samples/" + sample + ".sdp")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
