package io.calling.sdp;

import static io.calling.sdp.SdpSamples.BROWSER_OFFER;
import static io.calling.sdp.SdpSamples.browserOffer;
import static io.calling.sdp.SdpSamples.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SdpReaderTest {
    @Test
    void whatIsWrittenReadsBackTheSame() {
        SessionDescription description = browserOffer();

        assertThat(parsed(description.toText())).isEqualTo(description);
    }

    @Test
    void anyLineEndingAndTrailingSpacesDo() {
        assertThat(parsed(BROWSER_OFFER.replace("\r\n", "\n"))).isEqualTo(browserOffer());
        assertThat(parsed(BROWSER_OFFER.replace("\r\n", "\r"))).isEqualTo(browserOffer());
        assertThat(parsed(BROWSER_OFFER.replace("\r\n", " \r\n"))).isEqualTo(browserOffer());
        assertThat(parsed(BROWSER_OFFER.stripTrailing())).isEqualTo(browserOffer());
    }

    @Test
    void aWrongLineIsNamed() {
        assertThatThrownBy(() -> SessionDescription.parse("v=0\r\nhello\r\n"))
                .isInstanceOf(SdpException.class)
                .hasMessageStartingWith("line 2:");
        assertThatThrownBy(() -> SessionDescription.parse("hello"))
                .isInstanceOf(SdpException.class);
        assertThatThrownBy(() -> SessionDescription.parse("")).isInstanceOf(SdpException.class);
        assertThatThrownBy(() -> SessionDescription.parse("v=0\nm=audio 70000 X 0"))
                .hasMessageContaining("port");
    }

    @Test
    void staticPayloadTypesNeedNoRtpmap() {
        MediaSection section = parsed("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 0 8 77\n").media().get(0);

        assertThat(section.codecs()).extracting(Codec::name).containsExactly("PCMU", "PCMA");
    }

    @Test
    void feedbackForAllFormatsCountsForEach() {
        MediaSection section =
                parsed(
                                "v=0\nm=video 9 UDP/TLS/RTP/SAVPF 96\na=rtpmap:96 VP8/90000\na=rtcp-fb:* nack\n")
                        .media()
                        .get(0);

        assertThat(section.codecs().get(0).feedback()).containsExactly("nack");
    }

    @Test
    void extmapWithADirectionIsRead() {
        MediaSection section =
                parsed("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 0\na=extmap:2/recvonly urn:x extra\n")
                        .media()
                        .get(0);

        assertThat(section.headerExtensions())
                .containsExactly(new HeaderExtension(2, "urn:x", Direction.RECVONLY));
    }

    @Test
    void cutAnywhereItReadsOrIsRefusedButNeverFails() {
        for (int length = 0; length < BROWSER_OFFER.length(); length++) {
            readOrRefuse(BROWSER_OFFER.substring(0, length));
        }
    }

    @Test
    void changedAnywhereItReadsOrIsRefusedButNeverFails() {
        Random random = new Random(20);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder(BROWSER_OFFER);
            for (int change = 0; change < 4; change++) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
            }
            readOrRefuse(text.toString());
        }
    }

    private static void readOrRefuse(String text) {
        try {
            SessionDescription description = SessionDescription.parse(text);
            Answer.create(
                    description,
                    SdpSamples.origin(),
                    SdpSamples.transport(),
                    SdpSamples.audioAndVideo());
        } catch (SdpException refused) {
            assertThat(refused).hasMessageNotContaining("P2uYro0UCOQ4zxjKXaWCBui1");
        }
    }

    @Test
    void aFragmentGivesCandidatesAndTheirEnd() throws SdpException {
        TrickleFragment fragment =
                TrickleFragment.parse(
                        """
                        a=ice-ufrag:EsAw
                        a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1
                        m=audio 9 RTP/AVP 0
                        a=mid:0
                        a=candidate:1 1 UDP 1 192.0.2.1 9999 typ host
                        a=end-of-candidates
                        """);

        assertThat(fragment.candidates()).hasSize(1);
        assertThat(fragment.endOfCandidates()).isTrue();
        assertThat(fragment.credentials()).isPresent();
    }
}
