package io.calling.testkit;

import io.calling.PeerId;
import io.calling.PrivacyMode;
import io.calling.ice.Candidate;
import io.calling.ice.CandidateType;
import io.calling.ice.IceCredentials;
import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.Network;
import io.calling.signaling.AudioParameters;
import io.calling.signaling.CallId;
import io.calling.signaling.Envelope;
import io.calling.signaling.MessageText;
import io.calling.signaling.PartyId;
import io.calling.signaling.Reading;
import io.calling.signaling.SessionParameters;
import io.calling.signaling.SignalingChannel;
import io.calling.signaling.SignalingMessage;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import io.calling.testkit.net.VirtualHost;
import io.calling.testkit.net.VirtualNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A peer without an agent: says what the test tells it to say, which no agent would, and keeps what
 * it is told. It has a socket on its host, the bait, and counts what arrives there. Made by {@link
 * CallPair#stranger}. {@link Attack} has scripts for it. Thread-safe.
 */
public final class VirtualPeer {
    /** The port of the bait. */
    public static final int BAIT_PORT = 5_000;

    private final PeerId id;
    private final VirtualNetwork world;
    private final VirtualHost host;
    private final FakeSignaling signaling;
    private final SignalingChannel channel;
    private final PartyId party;
    private final SessionParameters session;
    private final List<Envelope> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger caught = new AtomicInteger();
    private final AtomicInteger sequence = new AtomicInteger();
    private final BoundDatagramSocket bait;
    private volatile @Nullable CallId call;

    VirtualPeer(PeerId id, VirtualNetwork world, VirtualHost host, FakeSignaling signaling)
            throws IOException {
        this.id = id;
        this.world = world;
        this.host = host;
        this.signaling = signaling;
        this.channel = signaling.channel(id);
        this.party = PartyId.of(random(PartyId.BYTES));
        InetSocketAddress open = new InetSocketAddress(host.address(), BAIT_PORT);
        this.bait = host.network().bindDatagram(open, (from, b, o, n) -> caught.incrementAndGet());
        this.session = session(open);
        channel.onMessage((from, text) -> receive(text));
    }

    private byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        host.network().randomBytes(random);
        return random;
    }

    private SessionParameters session(InetSocketAddress open) {
        Network network = host.network();
        return new SessionParameters(
                PrivacyMode.DIRECT,
                SetupRole.ACTPASS,
                IceCredentials.random(network),
                List.of(Fingerprint.of(Fingerprint.Algorithm.SHA_256, random(32))),
                new AudioParameters(111, 1),
                List.of(candidate(open)));
    }

    /** A candidate that says "host", of the highest priority. */
    static Candidate candidate(InetSocketAddress address) {
        return new Candidate("1", 1, 2_130_706_431L, address, CandidateType.HOST);
    }

    private void receive(String text) {
        if (MessageText.read(text) instanceof Reading.Understood understood) {
            received.add(understood.envelope());
        }
    }

    /** Who it says it is. */
    public PeerId id() {
        return id;
    }

    /** Its host. */
    public VirtualHost host() {
        return host;
    }

    /** Every message that it was sent and could read. */
    public List<Envelope> received() {
        return List.copyOf(received);
    }

    /** Datagrams that arrived at the bait, from anybody. */
    public int caught() {
        return caught.get();
    }

    /** Calls somebody, with the bait as its only candidate. */
    public void invite(PeerId callee) {
        invite(callee, UnaryOperator.identity());
    }

    /** Calls somebody with a text that was tampered with. */
    public void invite(PeerId callee, UnaryOperator<String> twist) {
        call = CallId.of(random(CallId.BYTES));
        say(callee, new SignalingMessage.Invite(Duration.ofMinutes(1), session), twist);
    }

    /** Accepts the call that it was invited to last, or else the one that it placed itself. */
    public void accept(PeerId other) {
        say(other, new SignalingMessage.Accept(session.withSetup(SetupRole.ACTIVE)));
    }

    /** Says something in the call that it was invited to last, or placed. */
    public void say(PeerId to, SignalingMessage message) {
        say(to, message, UnaryOperator.identity());
    }

    private void say(PeerId to, SignalingMessage message, UnaryOperator<String> twist) {
        int number = sequence.getAndIncrement();
        Envelope envelope = new Envelope(callWith(), party, number, number, message);
        sayText(to, twist.apply(MessageText.write(envelope)));
    }

    private CallId callWith() {
        CallId invited = lastInvitation().map(Envelope::call).orElse(null);
        CallId own = call;
        CallId known = invited != null ? invited : own;
        if (known == null) {
            throw new IllegalStateException(id + " is in no call: invite somebody first");
        }
        return known;
    }

    private Optional<Envelope> lastInvitation() {
        List<Envelope> all = new ArrayList<>(received);
        return all.stream()
                .filter(e -> e.message() instanceof SignalingMessage.Invite)
                .reduce((first, second) -> second);
    }

    /** Says whatever it likes. */
    public void sayText(PeerId to, String text) {
        try {
            channel.send(to, text);
        } catch (IOException e) {
            throw new UncheckedIOException("the test's signaling channel is broken", e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a datagram from the bait. */
    public void send(InetSocketAddress to, byte[] datagram) {
        bait.send(to, datagram, 0, datagram.length);
    }

    /** The candidates that the other side told it in the call so far. */
    public List<Candidate> candidatesOfTheOther() {
        List<Candidate> all = new ArrayList<>();
        for (Envelope envelope : received) {
            if (envelope.message() instanceof SignalingMessage.Invite invite) {
                all.addAll(invite.session().candidates());
            } else if (envelope.message() instanceof SignalingMessage.Accept accept) {
                all.addAll(accept.session().candidates());
            } else if (envelope.message() instanceof SignalingMessage.Candidates more) {
                all.addAll(more.candidates());
            }
        }
        return all;
    }

    /** Where the victim's device is, which an attacker may have guessed. */
    List<InetAddress> victimAddresses(PeerId victim) {
        return world.host(victim.value()).link().addresses();
    }

    /** The channel, for what goes on between others. */
    FakeSignaling signaling() {
        return signaling;
    }
}
