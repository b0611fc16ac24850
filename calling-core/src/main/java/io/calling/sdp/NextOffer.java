package io.calling.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes another offer for a session that goes on, section by section (RFC 8829, 5.2.2). */
final class NextOffer {
    private final LocalTransport transport;
    private final SessionDescription before;
    private final Negotiation current;
    private final SectionCapabilities wishes;
    private final List<AddedSection> added;
    private final FreeNumbers numbers;
    private final List<String> mids = new ArrayList<>();
    private final List<MediaSection> sections = new ArrayList<>();
    private final List<MediaCapability> capabilities = new ArrayList<>();

    NextOffer(
            LocalTransport transport,
            SessionDescription before,
            Negotiation current,
            SectionCapabilities wishes,
            List<AddedSection> added) {
        this.transport = transport;
        this.before = before;
        this.current = current;
        this.wishes = wishes;
        this.added = added;
        this.numbers = new FreeNumbers(current);
    }

    Offer write(SessionOrigin origin) {
        int count = before.media().size();
        for (AddedSection more : added) {
            count = Math.max(count, more.place().index() + 1);
        }
        for (int index = 0; index < count; index++) {
            section(index);
        }
        return new Offer(Offer.describe(origin, mids, sections), capabilities);
    }

    private void section(int index) {
        Optional<AddedSection> more =
                added.stream().filter(section -> section.place().index() == index).findFirst();
        if (more.isPresent()) {
            MediaCapability capability = numbers.number(more.get().capability());
            use(more.get().place().mid(), Offer.PROTOCOL, capability);
            return;
        }
        MediaSection old = before.media().get(index);
        Optional<NegotiatedMedia> agreed = current.section(index);
        Optional<MediaCapability> wish =
                agreed.flatMap(media -> wishes.of(index, old).map(found -> found.as(media)));
        if (wish.isPresent()) {
            use(agreed.get().mid(), old.protocol(), wish.get());
        } else {
            sections.add(SectionWriter.rejected(old, transport.shared(Offer.OPEN_ROLE)));
            capabilities.add(MediaCapability.none(old.kind()));
        }
    }

    private void use(String mid, String protocol, MediaCapability capability) {
        boolean tagged = capabilities.stream().allMatch(c -> c.codecs().isEmpty());
        sections.add(Offer.section(mid, protocol, capability, transport, tagged));
        capabilities.add(capability);
        if (!mid.isEmpty()) {
            mids.add(mid);
        }
    }
}
