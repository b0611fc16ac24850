package io.calling.testkit;

import io.calling.PeerId;
import io.calling.ice.Candidate;
import io.calling.ice.net.IpLiteral;
import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunWriter;
import io.calling.ice.stun.TransactionId;
import io.calling.signaling.SignalingMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What hostile peers do to learn where somebody is, or to be let in: scripts for a {@link
 * VirtualPeer}. Each is played against somebody who has an agent, and does nothing about the
 * outcome: that is what the test asserts, on the network ({@code carriedNoAddressOf}, {@code
 * lookedUpNoName}), on the bait ({@link VirtualPeer#caught}) and on the victim's call.
 */
public enum Attack {
    /** Calls, and waits for the victim's device to give itself away before it is accepted (L01). */
    CALL_AND_LISTEN,

    /** Calls with a name in place of an address, so that the victim asks a resolver (L03). */
    NAMES,

    /** Calls with a name that asks the victim to multicast (L04). */
    LOCAL_NAMES,

    /** Calls, and accepts its own call in the victim's name (L05). */
    ACCEPT_FOR_THE_VICTIM,

    /** Knocks on every port that the victim's device is likely to have open (L11, L21). */
    KNOCK_ON_PORTS,

    /** Calls with addresses inside the victim's network and the metadata service (L16). */
    PRIVATE_ADDRESSES,

    /** Says again everything that anybody said so far (L28). */
    REPLAY,

    /** Names the same bystander a thousand times, so that the victim floods it (L35). */
    FLOOD_A_BYSTANDER,

    /** Sends texts that are no messages: cut off, far too long, of other bytes. */
    GARBAGE;

    private static final int FIRST_EPHEMERAL_PORT = 49_152;
    private static final int PORTS = 32;
    private static final byte[] CLIENT_HELLO = {
        22,
        (byte) 0xfe,
        (byte) 0xfd,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        12,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0
    };

    /** Plays it; what it brings about takes time to come. */
    public void play(VirtualPeer attacker, PeerId victim) {
        switch (this) {
            case CALL_AND_LISTEN -> attacker.invite(victim);
            case NAMES -> inviteWithName(attacker, victim, "bait.example");
            case LOCAL_NAMES ->
                    inviteWithName(attacker, victim, "1f4712db-ea17-4bcf-a596-105139dfd8bf.local");
            case ACCEPT_FOR_THE_VICTIM -> {
                attacker.invite(victim);
                attacker.accept(victim);
            }
            case KNOCK_ON_PORTS -> knock(attacker, attacker.victimAddresses(victim));
            case PRIVATE_ADDRESSES -> invitePrivately(attacker, victim);
            case REPLAY -> attacker.signaling().replay();
            case FLOOD_A_BYSTANDER -> flood(attacker, victim);
            case GARBAGE -> garbage(attacker, victim);
        }
    }

    private static void inviteWithName(VirtualPeer peer, PeerId victim, String name) {
        String address = peer.host().address().getHostAddress();
        peer.invite(victim, text -> text.replace(address, name));
    }

    private static void invitePrivately(VirtualPeer peer, PeerId victim) {
        peer.invite(victim);
        List<Candidate> inside =
                candidates(
                        "10.0.0.1",
                        "172.16.0.1",
                        "192.168.0.1",
                        "100.64.0.1",
                        "169.254.169.254",
                        "127.0.0.1",
                        "224.0.0.251");
        peer.say(victim, new SignalingMessage.Candidates(0, inside, false));
    }

    private static List<Candidate> candidates(String... addresses) {
        List<Candidate> all = new ArrayList<>();
        for (String address : addresses) {
            InetAddress literal = Objects.requireNonNull(IpLiteral.parse(address));
            all.add(VirtualPeer.candidate(new InetSocketAddress(literal, VirtualPeer.BAIT_PORT)));
        }
        return all;
    }

    private static void knock(VirtualPeer peer, List<InetAddress> addresses) {
        StunWriter check = new StunWriter(64);
        TransactionId id = TransactionId.of(new byte[TransactionId.BYTES]);
        check.begin(StunClass.REQUEST, StunMethod.BINDING, id)
                .uint32(StunAttribute.PRIORITY, 1)
                .fingerprint();
        byte[] binding = check.toByteArray();
        for (InetAddress address : addresses) {
            for (int i = 0; i < PORTS; i++) {
                var open = new InetSocketAddress(address, FIRST_EPHEMERAL_PORT + i);
                peer.send(open, binding);
                peer.send(open, CLIENT_HELLO);
            }
        }
        for (Candidate candidate : peer.candidatesOfTheOther()) {
            peer.send(candidate.address(), binding);
            peer.send(candidate.address(), CLIENT_HELLO);
        }
    }

    private static void flood(VirtualPeer peer, PeerId victim) {
        peer.invite(victim);
        InetAddress bystander = peer.host().address();
        for (int message = 0; message < 50; message++) {
            List<Candidate> twenty = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int port = 10_000 + 20 * message + i;
                twenty.add(VirtualPeer.candidate(new InetSocketAddress(bystander, port)));
            }
            peer.say(victim, new SignalingMessage.Candidates(0, twenty, false));
        }
    }

    private static void garbage(VirtualPeer peer, PeerId victim) {
        List<String> texts = new ArrayList<>();
        peer.invite(
                victim,
                text -> {
                    for (int end = 0; end < text.length(); end += 7) {
                        texts.add(text.substring(0, end));
                    }
                    return text.replace("invite", "invitation");
                });
        texts.add("calling/1 " + "A".repeat(100_000));
        texts.add("\u0000\uffff{\"type\":\"offer\",\"sdp\":\"v=0\"}");
        texts.forEach(text -> peer.sayText(victim, text));
    }
}
