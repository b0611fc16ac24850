package io.calling.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.ForwardingNetwork;
import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.Route;
import io.calling.ice.net.SourcedDatagramReceiver;
import io.calling.ice.testing.ManualNetwork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which addresses of a host a direct call shows to the peer. */
class HostAddressesTest {
    private static final String MADE_OF_MAC = "2001:db8:a:b:211:22ff:fe33:4455";
    private static final String TEMPORARY = "2001:db8:a:b:7c3e:91aa:5d02:e1f0";

    @Test
    void L31_theNumberOfTheNetworkCardIsNotShownWhereThereIsATemporaryAddress() {
        assertThat(used(MADE_OF_MAC, "192.0.2.17", TEMPORARY))
                .isEqualTo(literals("192.0.2.17", TEMPORARY));
    }

    @Test
    void anAddressMadeOfItIsUsedWhereThereIsNoOtherOfItsScope() {
        assertThat(used(MADE_OF_MAC, "192.0.2.17", "fd00::7c3e:91aa:5d02:e1f0"))
                .isEqualTo(literals(MADE_OF_MAC, "192.0.2.17", "fd00::7c3e:91aa:5d02:e1f0"));
    }

    @Test
    void L31_aTransportOpensNoSocketThere() {
        ManualNetwork clock = new ManualNetwork();
        IceParty party =
                new IceParty(new Host(clock), new FakeRelays(), b -> b.policy(TransportPolicy.ALL));
        party.transport.gather();
        clock.pass(Duration.ofSeconds(1));

        assertThat(party.candidates.stream().map(Candidate::address))
                .contains(new InetSocketAddress(IpLiteral.parse(TEMPORARY), 4_711))
                .noneMatch(address -> address.getAddress().equals(IpLiteral.parse(MADE_OF_MAC)));
        party.close();
        clock.pass(Duration.ofSeconds(10));
    }

    private static List<InetAddress> used(String... all) {
        return HostAddresses.used(literals(all), Route.system());
    }

    private static List<InetAddress> literals(String... all) {
        return Stream.of(all).map(IpLiteral::parse).toList();
    }

    /** A host whose sockets send nothing. */
    private static final class Host extends ForwardingNetwork {
        Host(ManualNetwork clock) {
            super(clock);
        }

        @Override
        public List<InetAddress> localAddresses() {
            return literals(MADE_OF_MAC, TEMPORARY);
        }

        @Override
        public BoundDatagramSocket bindDatagram(
                InetSocketAddress local, SourcedDatagramReceiver receiver) {
            return new BoundDatagramSocket() {
                @Override
                public boolean send(InetSocketAddress to, byte[] buffer, int offset, int length) {
                    return true;
                }

                @Override
                public InetSocketAddress localAddress() {
                    return new InetSocketAddress(local.getAddress(), 4_711);
                }

                @Override
                public void close() {}
            };
        }
    }
}
