package io.calling.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.BoundDatagramSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirewallTest {
    private final TestClock clock = new TestClock();
    private final VirtualNetwork network = VirtualNetwork.on(clock, 1);
    private final VirtualHost alice = network.host("alice", "2001:db8::1");
    private final VirtualHost bob = network.host("bob", "2001:db8::2");
    private final Inbox atAlice = new Inbox();
    private final Inbox atBob = new Inbox();
    private BoundDatagramSocket socketOfAlice;
    private BoundDatagramSocket socketOfBob;

    @BeforeEach
    void open() throws IOException {
        socketOfAlice = bind(alice, 5000, atAlice);
        socketOfBob = bind(bob, 6000, atBob);
    }

    @AfterEach
    void close() {
        network.close();
    }

    private static BoundDatagramSocket bind(VirtualHost host, int port, Inbox inbox)
            throws IOException {
        return host.network().bindDatagram(new InetSocketAddress(host.address(), port), inbox);
    }

    private void aliceSends(String text) {
        send(socketOfAlice, socketOfBob, text);
    }

    private void bobSends(String text) {
        send(socketOfBob, socketOfAlice, text);
    }

    private void send(BoundDatagramSocket from, BoundDatagramSocket to, String text) {
        from.send(to.localAddress(), Inbox.bytes(text), 0, text.length());
        clock.runDue();
    }

    @Test
    void nothingComesInUnasked() {
        alice.link().firewall(Firewall.ANSWERS_ONLY);
        bobSends("hello");
        assertThat(atAlice.texts).isEmpty();
        assertThat(network.log().count(Fate.FILTERED)).isEqualTo(1);
    }

    @Test
    void answersComeInForAWhile() {
        alice.link().firewall(Firewall.ANSWERS_ONLY);
        aliceSends("hello");
        clock.advance(Duration.ofSeconds(119));
        bobSends("answer");
        clock.advance(Duration.ofSeconds(1));
        bobSends("too late");
        assertThat(atAlice.texts).containsExactly("answer");
    }

    @Test
    void anAnswerFromElsewhereIsNone() throws IOException {
        alice.link().firewall(Firewall.ANSWERS_ONLY);
        aliceSends("hello");
        send(bind(bob, 6001, atBob), socketOfAlice, "another port");
        assertThat(atAlice.texts).isEmpty();
    }

    @Test
    void whereUdpIsBlockedNoneOfItPasses() {
        alice.link().firewall(Firewall.OPEN.without(Transport.UDP));
        aliceSends("hello");
        bobSends("hello");
        assertThat(atBob.texts).isEmpty();
        assertThat(atAlice.texts).isEmpty();
    }

    @Test
    void onlyTheNamedPortsAreReachedFromInside() {
        alice.link().firewall(Firewall.OPEN.onlyToPorts(443, 3478));
        aliceSends("hello");
        assertThat(atBob.texts).isEmpty();
        alice.link().firewall(Firewall.OPEN.onlyToPorts(6000));
        aliceSends("hello");
        assertThat(atBob.texts).containsExactly("hello");
    }

    @Test
    void whoeverWasLetInIsAnswered() {
        alice.link().firewall(Firewall.OPEN.onlyToPorts(443));
        bobSends("hello");
        aliceSends("answer");
        assertThat(atBob.texts).containsExactly("answer");
    }

    @Test
    void whereTheFirewallIsTakenDownEverythingPassesAgain() {
        alice.link().firewall(Firewall.ANSWERS_ONLY.without(Transport.UDP));
        alice.link().firewall(Firewall.OPEN);
        bobSends("hello");
        assertThat(atAlice.texts).containsExactly("hello");
    }
}
