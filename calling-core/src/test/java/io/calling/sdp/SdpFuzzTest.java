package io.calling.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** What a peer can send as a description or as more candidates. */
class SdpFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void anyTextAsAnOffer(byte[] bytes) {
        String offer = new String(bytes, StandardCharsets.UTF_8);
        try {
            SessionDescription read = SessionDescription.parse(offer);
            assertThat(SessionDescription.parse(read.toText())).isEqualTo(read);
            Answer answer =
                    Answer.create(
                            read,
                            SdpSamples.origin(),
                            SdpSamples.transport(),
                            SdpSamples.audioAndVideo());
            SessionDescription.parse(answer.description().toText());
        } catch (SdpException refused) {
            assertThat(refused.sentence()).isNotEmpty();
        }
    }

    @FuzzTest(maxDuration = "10m")
    void anyTextAsAnAnswer(byte[] bytes) {
        Offer offer =
                Offer.create(
                        SdpSamples.origin(), SdpSamples.transport(), SdpSamples.audioAndVideo());
        try {
            Negotiation agreed =
                    offer.accept(
                            SessionDescription.parse(new String(bytes, StandardCharsets.UTF_8)));
            assertThat(agreed.media()).isNotEmpty();
        } catch (SdpException refused) {
            assertThat(refused.sentence()).isNotEmpty();
        }
    }

    @FuzzTest(maxDuration = "10m")
    void anyTextAsATrickleFragment(byte[] bytes) {
        try {
            TrickleFragment.parse(new String(bytes, StandardCharsets.UTF_8)).candidates();
        } catch (SdpException refused) {
            assertThat(refused.sentence()).isNotEmpty();
        }
    }
}
