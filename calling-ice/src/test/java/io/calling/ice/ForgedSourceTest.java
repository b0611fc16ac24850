package io.calling.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.testing.ManualNetwork;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A peer in a call names somebody else's address as a candidate of its own, and sends good checks
 * in the name of that address: each is answered there, and none may cause a storm.
 */
class ForgedSourceTest {
    private static final Duration STEP = Duration.ofMillis(20);

    private final FakeRelays relays = new FakeRelays();
    private final ManualNetwork network = new ManualNetwork();
    private final IceParty victim = new IceParty(network, relays);
    private final ForgedPeer peer = new ForgedPeer(relays, victim);

    @BeforeEach
    void connect() {
        victim.transport.gather();
        network.runUntil("the candidates", victim.gathered::isDone);
        peer.offer(IceRole.CONTROLLED);
        network.runUntil("a check", () -> !peer.heard(StunClass.REQUEST).isEmpty());
        peer.send(peer.nominatingCheck());
        peer.answer();
        network.runUntil("a path that was chosen", victim::isSettled);
        network.pass(Duration.ofSeconds(12)); // ice4j is gone
    }

    @AfterEach
    void close() {
        victim.close();
        network.pass(Duration.ofSeconds(10));
        assertThat(network.waiting()).isZero();
    }

    @Test
    void L35_whoIsNamedHearsAsManyAnswersAsThereWereChecksAndFewChecks() {
        InetSocketAddress named = bystander(2_000);
        victim.transport.addRemoteCandidates(List.of(ForgedPeer.candidate(named)));

        int checks = pretend(List.of(named), Duration.ofSeconds(15));

        assertThat(heard(named, StunClass.SUCCESS)).isEqualTo(checks);
        assertThat(heard(named, StunClass.REQUEST)).isLessThanOrEqualTo(100);
    }

    @Test
    void L35_atNinetyPortsOfTheirsTheChecksComeToAnEndToo() {
        List<InetSocketAddress> named =
                IntStream.range(2_000, 2_090).mapToObj(ForgedSourceTest::bystander).toList();
        victim.transport.addRemoteCandidates(named.stream().map(ForgedPeer::candidate).toList());
        pretend(named, Duration.ofSeconds(30));
        long before = heard(named);

        int checks = pretend(named, Duration.ofSeconds(10));

        assertThat(heard(named) - before).isEqualTo(checks);
    }

    @Test
    void aPathWhoseChecksAreAnsweredLateIsFoundAllTheSame() {
        InetSocketAddress other = bystander(2_000);
        victim.transport.addRemoteCandidates(List.of(ForgedPeer.candidate(other)));
        pretend(List.of(other), Duration.ofSeconds(3));
        assertThat(victim.transport.provedPaths()).isOne();

        relays.inject(other, peer.target(), peer.goodCheck());
        network.pass(Duration.ofMillis(100));
        relays.to(other).stream()
                .map(ForgedPeer::parse)
                .filter(message -> message.is(StunClass.REQUEST, StunMethod.BINDING))
                .forEach(question -> relays.inject(other, peer.target(), success(question)));
        network.run();

        assertThat(victim.transport.provedPaths()).isEqualTo(2);
    }

    /** Good checks from these addresses in turn; answers what keeps the call up. */
    private int pretend(List<InetSocketAddress> sources, Duration time) {
        int sent = 0;
        for (long i = 0; i < time.dividedBy(STEP); i++) {
            relays.inject(sources.get(sent % sources.size()), peer.target(), peer.goodCheck());
            sent++;
            List<StunMessage> asked = peer.heard(StunClass.REQUEST);
            asked.subList(Math.max(0, asked.size() - 2), asked.size())
                    .forEach(question -> peer.send(success(question)));
            network.pass(STEP);
        }
        return sent;
    }

    private long heard(InetSocketAddress at, StunClass messageClass) {
        return relays.to(at).stream()
                .map(ForgedPeer::parse)
                .filter(message -> message.is(messageClass, StunMethod.BINDING))
                .count();
    }

    private long heard(List<InetSocketAddress> all) {
        return all.stream().mapToLong(each -> relays.to(each).size()).sum();
    }

    private byte[] success(StunMessage question) {
        return ForgedPeer.signed(
                peer.success(question, peer.target()), peer.credentials.password());
    }

    private static InetSocketAddress bystander(int port) {
        return new InetSocketAddress(ForgedPeer.ADDRESS.getAddress(), port);
    }
}
