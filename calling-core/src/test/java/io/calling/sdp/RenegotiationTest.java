package io.calling.sdp;

import static io.calling.sdp.SdpSamples.BROWSER_OFFER;
import static io.calling.sdp.SdpSamples.audioAndVideo;
import static io.calling.sdp.SdpSamples.origin;
import static io.calling.sdp.SdpSamples.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.srtp.SetupRole;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The second offer and answer of a session, from either side. */
class RenegotiationTest {
    private final Answer first = SdpSamples.answer(BROWSER_OFFER);

    private static LocalTransport transport(SetupRole established) {
        return SdpSamples.transport().withEstablished(established);
    }

    private static Answer again(String offer, SetupRole established) throws SdpException {
        return Answer.create(
                parsed(offer), origin().next(), transport(established), audioAndVideo());
    }

    private Offer ours(Direction direction) {
        return Offer.again(
                origin().next(),
                transport(SetupRole.ACTIVE),
                first.description(),
                first.negotiation(),
                (index, section) ->
                        audioAndVideo().stream()
                                .filter(c -> c.kind().equals(section.kind()))
                                .map(
                                        c ->
                                                new MediaCapability(
                                                        c.kind(),
                                                        c.codecs(),
                                                        c.extensions(),
                                                        direction,
                                                        c.track()))
                                .findFirst(),
                List.of());
    }

    @Test
    void theRoleInUseIsKeptWhereTheOfferLeavesItOpen() throws Exception {
        for (SetupRole role : List.of(SetupRole.ACTIVE, SetupRole.PASSIVE)) {
            assertThat(again(BROWSER_OFFER, role).negotiation().transport().setup())
                    .isEqualTo(role);
        }
    }

    @Test
    void anOfferThatTurnsTheRolesAroundIsMalformed() throws Exception {
        Answer turned = again(BROWSER_OFFER.replace("actpass", "active"), SetupRole.ACTIVE);

        assertThatThrownBy(() -> Renegotiation.check(first.negotiation(), turned.negotiation()))
                .isInstanceOfSatisfying(
                        SdpException.class,
                        e -> assertThat(e.kind()).isEqualTo(SdpException.Kind.MALFORMED));
    }

    @Test
    void anAnswerThatTurnsTheRolesAroundKeepsThem() throws Exception {
        Answer turned = again(BROWSER_OFFER.replace("actpass", "active"), SetupRole.ACTIVE);
        Negotiation kept = Renegotiation.keepRoles(first.negotiation(), turned.negotiation());

        assertThat(turned.negotiation().transport().setup()).isEqualTo(SetupRole.PASSIVE);
        assertThat(kept.transport().setup()).isEqualTo(SetupRole.ACTIVE);
        assertThat(kept).isEqualTo(first.negotiation());
    }

    @Test
    void anotherCertificateIsRefused() throws Exception {
        Answer other = again(BROWSER_OFFER.replace("0F:1E", "0F:1F"), SetupRole.ACTIVE);

        assertThatThrownBy(() -> Renegotiation.check(first.negotiation(), other.negotiation()))
                .isInstanceOf(SdpException.class)
                .hasMessageContaining("certificate");
    }

    @Test
    void newCredentialsMeanAnIceRestart() throws Exception {
        Answer same = again(BROWSER_OFFER, SetupRole.ACTIVE);
        Answer restarted =
                again(
                        BROWSER_OFFER.replace("a=ice-ufrag:EsAw", "a=ice-ufrag:New1"),
                        SetupRole.ACTIVE);

        assertThat(Renegotiation.restartsIce(first.negotiation(), same.negotiation())).isFalse();
        assertThat(Renegotiation.restartsIce(first.negotiation(), restarted.negotiation()))
                .isTrue();
        assertThatCode(() -> Renegotiation.check(first.negotiation(), restarted.negotiation()))
                .doesNotThrowAnyException();
    }

    @Test
    void aHoldIsAnsweredByItsOpposite() throws Exception {
        Answer held = again(BROWSER_OFFER.replace("a=sendrecv", "a=sendonly"), SetupRole.ACTIVE);
        Answer silent = again(BROWSER_OFFER.replace("a=sendrecv", "a=inactive"), SetupRole.ACTIVE);

        assertThat(held.negotiation().media())
                .extracting(NegotiatedMedia::direction)
                .containsOnly(Direction.RECVONLY);
        assertThat(silent.negotiation().media())
                .extracting(NegotiatedMedia::direction)
                .containsOnly(Direction.INACTIVE);
    }

    @Test
    void aRefusedSectionMayBeUsedAgainForSomethingElse() throws Exception {
        String recycled =
                BROWSER_OFFER.replace("BUNDLE 0 1", "BUNDLE 0 7").replace("a=mid:1", "a=mid:7");

        Answer answer = again(recycled, SetupRole.ACTIVE);

        assertThat(answer.description().bundle()).containsExactly("0", "7");
        assertThat(JsepCheck.faults(recycled, answer.description().toText())).isEmpty();
    }

    @Test
    void noSectionGoesMissing() {
        String shorter = BROWSER_OFFER.substring(0, BROWSER_OFFER.indexOf("m=video"));

        assertThatThrownBy(
                        () ->
                                Renegotiation.checkSections(
                                        first.description(),
                                        parsed(shorter.replace("BUNDLE 0 1", "BUNDLE 0"))))
                .isInstanceOf(SdpException.class);
    }

    @Test
    void ourOfferKeepsMidsFormatsAndIdentifiersOfThePeer() {
        SessionDescription offer = ours(Direction.SENDRECV).description();

        assertThat(offer.bundle()).containsExactly("0", "1");
        assertThat(offer.version()).isEqualTo(1);
        assertThat(offer.media().get(0).formats()).containsExactly("111", "110", "126");
        assertThat(offer.media().get(1).formats()).containsExactly("96", "97", "108", "109");
        assertThat(offer.media().get(0).headerExtensions())
                .isEqualTo(first.negotiation().media().get(0).extensions());
        assertThat(offer.media())
                .extracting(MediaSection::setup)
                .containsOnly(Optional.of(SetupRole.ACTPASS));
    }

    @Test
    void ourHoldIsAgreedTo() throws Exception {
        Offer hold = ours(Direction.SENDONLY);
        Answer theirs =
                Answer.create(
                        parsed(hold.description().toText()),
                        origin(),
                        transport(SetupRole.PASSIVE),
                        audioAndVideo());

        Negotiation agreed = hold.accept(parsed(theirs.description().toText()));

        assertThat(agreed.media())
                .extracting(NegotiatedMedia::direction)
                .containsOnly(Direction.SENDONLY);
        assertThat(agreed.transport().setup()).isEqualTo(SetupRole.ACTIVE);
    }

    @Test
    void whatWasRefusedKeepsItsPlaceInOurOffer() throws Exception {
        String withData =
                BROWSER_OFFER.replace("BUNDLE 0 1", "BUNDLE 0 1 2")
                        + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n";
        Answer answered = SdpSamples.answer(withData);

        Offer offer =
                Offer.again(
                        origin().next(),
                        transport(SetupRole.ACTIVE),
                        answered.description(),
                        answered.negotiation(),
                        (index, section) -> Optional.of(audioAndVideo().get(Math.min(index, 1))),
                        List.of());

        assertThat(offer.description().media()).hasSize(3);
        assertThat(offer.description().media().get(2).isRejected()).isTrue();
        assertThat(offer.description().bundle()).containsExactly("0", "1");
    }

    @Test
    void anAnswerThatAcceptsWhatWasNotOfferedIsMalformed() throws Exception {
        Offer offer =
                Offer.again(
                        origin().next(),
                        transport(SetupRole.ACTIVE),
                        first.description(),
                        first.negotiation(),
                        (index, section) ->
                                index == 0 ? Optional.of(audioAndVideo().get(0)) : Optional.empty(),
                        List.of());
        String answer =
                SdpSamples.answer(BROWSER_OFFER)
                        .description()
                        .toText()
                        .replace("setup:active", "setup:passive");

        assertThatThrownBy(() -> offer.accept(parsed(answer)))
                .isInstanceOf(SdpException.class)
                .hasMessageContaining("section 1");
    }
}
