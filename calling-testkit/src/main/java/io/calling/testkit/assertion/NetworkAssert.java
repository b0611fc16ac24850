package io.calling.testkit.assertion;

import io.calling.testkit.Party;
import io.calling.testkit.net.LoggedPacket;
import io.calling.testkit.net.Sighting;
import io.calling.testkit.net.VirtualNetwork;
import java.util.List;
import java.util.stream.Collectors;

/** Assertions on a virtual network; see {@link CallAssertions}. */
public final class NetworkAssert {
    private final VirtualNetwork network;

    NetworkAssert(VirtualNetwork network) {
        this.network = network;
    }

    /** Begins to say who did not learn an address of somebody. */
    public Learner carriedNoAddressOf(Party party) {
        return carriedNoAddressOf(party.id().value());
    }

    /**
     * Begins to say who did not learn an address of a host: of its own links or of a NAT before it.
     * Every byte is looked through that is no ciphertext, of packets and of signaling messages:
     * plain, reversed, XORed as in STUN, as text, encoded, and hashed.
     */
    public Learner carriedNoAddressOf(String host) {
        return new Learner(host);
    }

    /** No packet was sent from one host straight to another. */
    public NetworkAssert carriedNothingBetween(String one, String other) {
        List<LoggedPacket> direct =
                network.log().packets().stream()
                        .filter(p -> isFrom(one, p) && isTo(other, p))
                        .toList();
        if (!direct.isEmpty()) {
            throw failure(
                    direct.size()
                            + " packets from "
                            + one
                            + " straight to "
                            + other
                            + ", the first with number "
                            + direct.get(0).number());
        }
        return this;
    }

    private boolean isFrom(String host, LoggedPacket packet) {
        return packet.place().equals(host) && packet.direction() == LoggedPacket.Direction.UP;
    }

    private boolean isTo(String host, LoggedPacket packet) {
        return network.hostAt(packet.to().getAddress())
                .filter(found -> found.name().equals(host))
                .isPresent();
    }

    /** No host asked for any name. */
    public NetworkAssert lookedUpNoName() {
        if (!network.namesLookedUp().isEmpty()) {
            throw failure("looked up " + network.namesLookedUp());
        }
        return this;
    }

    private AssertionError failure(String what) {
        return new AssertionError(what + " (seed " + network.seed() + ")");
    }

    /** The second half of a sentence. */
    public final class Learner {
        private final String host;

        private Learner(String host) {
            this.host = host;
        }

        /** It did not reach this party. */
        public NetworkAssert to(Party party) {
            return to(party.id().value());
        }

        /** It did not reach this host. */
        public NetworkAssert to(String observer) {
            List<Sighting> sightings = network.log().sightings(host, observer);
            if (!sightings.isEmpty()) {
                throw failure(
                        sightings.stream()
                                .map(this::describe)
                                .collect(Collectors.joining("\n", "carried:\n", "")));
            }
            return NetworkAssert.this;
        }

        private String describe(Sighting seen) {
            String where =
                    seen.packet() == 0
                            ? "a signaling message"
                            : "packet "
                                    + seen.packet()
                                    + (seen.offset() < 0 ? ", as its source" : "");
            return "  an address of "
                    + host
                    + " to "
                    + seen.observer()
                    + ", "
                    + seen.form()
                    + ", first in "
                    + where
                    + ", "
                    + seen.times()
                    + " times";
        }
    }
}
