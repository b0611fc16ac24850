package io.calling.sdp;

import static io.calling.sdp.SdpSamples.BROWSER_OFFER;
import static io.calling.sdp.SdpSamples.audioAndVideo;
import static io.calling.sdp.SdpSamples.origin;
import static io.calling.sdp.SdpSamples.parsed;
import static io.calling.sdp.SdpSamples.transport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** RFC 9335, 4: {@code a=cryptex} in offers and answers. */
class CryptexTest {
    private static final LocalTransport WITH = transport().withCryptex(true);

    /** The browser's offer with the attribute in each section. */
    private static final String AT_MEDIA_LEVEL =
            BROWSER_OFFER.replaceAll("(a=rtcp-mux\\r?\\n)", "$1a=cryptex\r\n");

    private static final String AT_SESSION_LEVEL =
            BROWSER_OFFER.replaceFirst("(t=0 0\\r?\\n)", "$1a=cryptex\r\n");

    private static Answer answer(String offer, LocalTransport ours) throws SdpException {
        return Answer.create(parsed(offer), origin(), ours, audioAndVideo());
    }

    private static Offer offer(LocalTransport ours) {
        return Offer.create(origin(), ours, audioAndVideo());
    }

    private static boolean says(SessionDescription description) {
        return description.media().stream().anyMatch(section -> section.has("cryptex"));
    }

    @Test
    void anOfferAtEitherLevelIsAnsweredWhereOursCanToo() throws SdpException {
        for (String offer : new String[] {AT_MEDIA_LEVEL, AT_SESSION_LEVEL}) {
            Answer answer = answer(offer, WITH);
            assertThat(answer.negotiation().transport().cryptex()).isTrue();
            assertThat(answer.description().media()).allMatch(section -> section.has("cryptex"));
        }
    }

    @Test
    void oneSideAloneIsNotEnough() throws SdpException {
        Answer oursOnly = answer(BROWSER_OFFER, WITH);
        assertThat(oursOnly.negotiation().transport().cryptex()).isFalse();
        assertThat(says(oursOnly.description())).isFalse();

        Answer theirsOnly = answer(AT_MEDIA_LEVEL, transport());
        assertThat(theirsOnly.negotiation().transport().cryptex()).isFalse();
        assertThat(says(theirsOnly.description())).isFalse();
    }

    @Test
    void anAnswerCountsOnlyWhereOurOfferSaidIt() throws SdpException {
        Offer with = offer(WITH);
        assertThat(says(with.description())).isTrue();
        assertThat(says(offer(transport()).description())).isFalse();

        SessionDescription yes = answer(with.description().toText(), WITH).description();
        SessionDescription no = answer(with.description().toText(), transport()).description();
        assertThat(with.accept(yes).transport().cryptex()).isTrue();
        assertThat(with.accept(no).transport().cryptex()).isFalse();
        assertThat(offer(transport()).accept(yes).transport().cryptex()).isFalse();
    }

    @Test
    void itDoesNotGoAwayInMidSession() throws SdpException {
        Negotiation before = answer(AT_MEDIA_LEVEL, WITH).negotiation();
        Renegotiation.check(before, answer(AT_SESSION_LEVEL, WITH).negotiation());

        Negotiation without = answer(BROWSER_OFFER, WITH).negotiation();
        assertThatThrownBy(() -> Renegotiation.check(before, without))
                .isInstanceOf(SdpException.class)
                .hasMessageContaining("cryptex");
    }
}
