package io.calling.ice;

import io.calling.ice.net.IpLiteral;
import io.calling.ice.stun.IntegrityKey;
import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunWriter;
import io.calling.ice.stun.TransactionId;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A peer made by hand: every message of it is what a test wants it to be. It knows the credentials
 * of both sides, as a hostile peer does; a stranger's messages are forged without them.
 */
final class ForgedPeer {
    static final InetSocketAddress ADDRESS =
            new InetSocketAddress(IpLiteral.parse("192.0.2.66"), 50666);

    final IceCredentials credentials = new IceCredentials("EVIL", "evilevilevilevilevilevil");
    private final FakeRelays relays;
    private final IceParty victim;

    ForgedPeer(FakeRelays relays, IceParty victim) {
        this.relays = relays;
        this.victim = victim;
    }

    /** Makes the victim start a call with this peer, which has one candidate. */
    void offer(IceRole victimsRole) {
        victim.transport.addRemoteCandidates(List.of(candidate(ADDRESS)));
        victim.transport.connect(victimsRole, credentials);
    }

    static Candidate candidate(InetSocketAddress address) {
        return new Candidate("1", 1, 16777215, address, CandidateType.RELAYED);
    }

    InetSocketAddress target() {
        return victim.candidates.get(0).address();
    }

    void send(byte[] datagram) {
        relays.inject(ADDRESS, target(), datagram);
    }

    /** Begins a check as a controlling agent sends it, up to its integrity. */
    StunWriter check() {
        return begin(StunClass.REQUEST, newId())
                .text(StunAttribute.USERNAME, userName())
                .uint64(StunAttribute.ICE_CONTROLLING, 1)
                .uint32(StunAttribute.PRIORITY, 1853824767L);
    }

    /** A check with everything right. */
    byte[] goodCheck() {
        return signed(check(), victimsPassword());
    }

    byte[] nominatingCheck() {
        return signed(check().flag(StunAttribute.USE_CANDIDATE), victimsPassword());
    }

    static byte[] signed(StunWriter message, String password) {
        return message.integrity(IntegrityKey.shortTerm(password)).fingerprint().toByteArray();
    }

    String userName() {
        return victim.transport.localCredentials().userFragment()
                + ':'
                + credentials.userFragment();
    }

    String victimsPassword() {
        return victim.transport.localCredentials().password();
    }

    StunWriter begin(StunClass messageClass, TransactionId id) {
        return new StunWriter(1024).begin(messageClass, StunMethod.BINDING, id);
    }

    static TransactionId newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new TransactionId(random.nextInt(), random.nextLong());
    }

    /** Messages of one class that the victim sent to this peer's address. */
    List<StunMessage> heard(StunClass messageClass) {
        return relays.between(target(), ADDRESS).stream()
                .map(ForgedPeer::parse)
                .filter(message -> message.is(messageClass, StunMethod.BINDING))
                .toList();
    }

    /** Waits for a check of the victim's. */
    StunMessage awaitCheck() {
        IceParty.awaitUntil(() -> !heard(StunClass.REQUEST).isEmpty());
        return heard(StunClass.REQUEST).get(0);
    }

    /** A success for a check, as this peer owes it. */
    StunWriter success(StunMessage check, InetSocketAddress mapped) {
        return begin(StunClass.SUCCESS, check.transactionId())
                .xorAddress(StunAttribute.XOR_MAPPED_ADDRESS, mapped);
    }

    /** Answers the victim's first check well, so that the path is proved. */
    void answer() {
        send(signed(success(awaitCheck(), target()), credentials.password()));
    }

    static StunMessage parse(byte[] datagram) {
        StunMessage message = new StunMessage();
        message.wrap(datagram, 0, datagram.length);
        return message;
    }
}
