package io.calling.ice;

import io.calling.ice.exposure.Audience;
import io.calling.ice.exposure.ExposureLedger;
import io.calling.ice.exposure.Phase;
import io.calling.ice.exposure.Subject;
import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayAllocation;
import io.calling.ice.turn.TurnUri;
import java.net.InetSocketAddress;

/** Writes into the ledger what each step of a transport discloses. */
final class Disclosures {
    private static final String TO_RELAY = "each packet to the relay";
    private static final String DNS = "DNS query";
    private static final String TO_STUN_SERVER = "Binding request";

    private final ExposureLedger ledger;
    private final Network network;
    private volatile Phase phase = Phase.GATHERING;

    Disclosures(ExposureLedger ledger, Network network) {
        this.ledger = ledger;
        this.network = network;
    }

    void enter(Phase next) {
        phase = next;
    }

    /**
     * We are about to talk to a relay. A name that was looked up before tells the resolver nothing
     * of this call.
     */
    void approaching(TurnUri uri) {
        if (IpLiteral.parse(uri.host()) == null) {
            if (!network.remembers(uri.host())) {
                lookingUp(uri.host());
            }
            if (uri.isSecure()) {
                record(Audience.LOCAL_NETWORK, Subject.RELAY_NAME, uri.host(), "TLS server name");
            }
        }
    }

    /** A resolver is about to be asked for one of the application's relays. */
    void lookingUp(String host) {
        record(Audience.RESOLVER, Subject.RELAY_NAME, host, DNS);
    }

    /** A resolver is about to be asked for one of the application's STUN servers. */
    void lookingUpStun(String host) {
        record(Audience.RESOLVER, Subject.STUN_NAME, host, DNS);
    }

    /** A relay is about to be asked, whether it answers or not. */
    void asking(InetSocketAddress relay) {
        record(Audience.LOCAL_NETWORK, Subject.RELAY_SERVER, relay, TO_RELAY);
    }

    /** A relay gave us an address. */
    void allocated(RelayAllocation allocation) {
        record(Audience.RELAY, Subject.MAPPED_ADDRESS, allocation.mappedAddress(), TO_RELAY);
    }

    /** A relay was asked, and gave us nothing: it alone knows from which address we came. */
    void relayAskedInVain(InetSocketAddress relay) {
        askedInVain(Audience.RELAY, relay, TO_RELAY);
    }

    /** A STUN server told us how it sees us. */
    void reflected(InetSocketAddress mapped) {
        record(Audience.STUN_SERVER, Subject.MAPPED_ADDRESS, mapped, TO_STUN_SERVER);
    }

    /** A STUN server was asked, and told us nothing. */
    void stunAskedInVain(InetSocketAddress server) {
        askedInVain(Audience.STUN_SERVER, server, TO_STUN_SERVER);
    }

    private void askedInVain(Audience audience, InetSocketAddress server, String by) {
        record(
                audience,
                Subject.MAPPED_ADDRESS,
                "as " + ExposureLedger.text(server) + " sees it",
                by);
    }

    /** The application is told a candidate of ours, to carry it to the peer. */
    void signaled(Candidate candidate) {
        Subject subject = subject(candidate);
        record(Audience.SIGNALING, subject, candidate.address(), "candidate");
        record(Audience.PEER, subject, candidate.address(), "candidate");
    }

    /** Checks go from one address to another for the first time. */
    void checking(Base base, InetSocketAddress remote) {
        record(Audience.PEER, subject(base.candidate()), base.address(), "connectivity check");
        if (base.candidate().type() == CandidateType.RELAYED) {
            record(Audience.RELAY, Subject.PEER_ADDRESS, remote, "permission");
        }
        if (base.isObservable()) {
            record(Audience.LOCAL_NETWORK, Subject.PEER_ADDRESS, remote, "permission");
        }
    }

    private static Subject subject(Candidate candidate) {
        return switch (candidate.type()) {
            case RELAYED -> Subject.RELAYED_ADDRESS;
            case HOST -> Subject.LOCAL_ADDRESS;
            case SERVER_REFLEXIVE, PEER_REFLEXIVE -> Subject.MAPPED_ADDRESS;
        };
    }

    private void record(Audience audience, Subject subject, String value, String by) {
        ledger.record(audience, subject, value, by, phase, network.now());
    }

    private void record(Audience audience, Subject subject, InetSocketAddress address, String by) {
        ledger.record(audience, subject, address, by, phase, network.now());
    }
}
