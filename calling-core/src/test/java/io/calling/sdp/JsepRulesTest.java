package io.calling.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whatever is offered, our answer keeps the rules of JSEP, or there is none. */
class JsepRulesTest {
    private static final int OFFERS = Integer.getInteger("calling.jsep.offers", 3_000);

    @Test
    void everyAnswerToEveryOfferKeepsTheRules() {
        int answered = 0;
        for (long seed = 0; seed < OFFERS; seed++) {
            String offer = RandomOffer.of(seed);
            String answer = answerOrNothing(offer);
            if (!answer.isEmpty()) {
                answered++;
                assertThat(JsepCheck.faults(offer, answer))
                        .as("seed %d:\n%s\n%s", seed, offer, answer)
                        .isEmpty();
            }
        }
        assertThat(answered).isGreaterThan(OFFERS / 4);
    }

    private static String answerOrNothing(String offer) {
        try {
            return Answer.create(
                            SessionDescription.parse(offer),
                            SdpSamples.origin(),
                            SdpSamples.transport(),
                            SdpSamples.audioAndVideo())
                    .description()
                    .toText();
        } catch (SdpException refused) {
            return "";
        }
    }

    @Test
    void theJudgeNoticesWhatIsWrong() {
        String offer = SdpSamples.BROWSER_OFFER;
        String answer = answerOrNothing(offer);

        assertThat(JsepCheck.faults(offer, answer)).isEmpty();
        for (String[] change :
                new String[][] {
                    {"a=setup:active", "a=setup:actpass"},
                    {"a=mid:1", "a=mid:7"},
                    {"BUNDLE 0 1", "BUNDLE 0 9"},
                    {"a=rtcp-mux", "a=x"},
                    {"a=rtpmap:111 opus", "a=rtpmap:111 speex"},
                    {"m=video 9", "m=audio 9"},
                    {"a=fmtp:97 apt=96", "a=fmtp:97 apt=100"},
                    {"a=extmap:4 urn", "a=extmap:5 urn"},
                    {"a=ice-ufrag:abcd", "a=ice-ufrag:ab"},
                    {"a=sendrecv", "a=sendrecv\r\na=inactive"},
                    {"\r\n", "\n"},
                    {"t=0 0\r\n", ""},
                }) {
            assertThat(JsepCheck.faults(offer, answer.replace(change[0], change[1])))
                    .as(change[0])
                    .isNotEmpty();
        }
    }
}
