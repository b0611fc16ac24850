package io.calling.testkit.attack;

import io.calling.WebRtcEndpoint;
import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.turn.RelayProvider;
import io.calling.testkit.CallPair;
import io.calling.testkit.relay.EmbeddedRelay;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.security.Permission;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A process that makes a whole call and answers a hostile offer, and prints every host that
 * anything in it asked the system for: each destination of a packet, each name that was looked up,
 * in either direction, each group that was joined. All that it may reach is on loopback.
 */
@SuppressWarnings("removal") // the JDK's own hook, up to release 23, and there is no other
final class WatchedProcess extends SecurityManager {
    static final String DONE = "done";

    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private WatchedProcess() {}

    /** Without arguments. */
    public static void main(String[] args) throws Exception {
        System.setSecurityManager(new WatchedProcess());
        call();
        answerAHostileOffer();
        say(DONE);
        System.exit(0);
    }

    private static void call() {
        try (CallPair pair = CallPair.onLoopback()) {
            pair.connect();
            pair.bob().awaitHearing(pair.alice().tone());
            pair.alice().call().hangUp();
            pair.bob().awaitEnd();
        }
    }

    /** Returns when a candidate behind the names was checked: by then the names would be asked. */
    private static void answerAHostileOffer() throws Exception {
        try (NioNetwork network = NioNetwork.open();
                EmbeddedRelay relay =
                        EmbeddedRelay.builder().network(network).user("user", "password").start();
                WebRtcEndpoint endpoint =
                        WebRtcEndpoint.builder()
                                .network(network)
                                .relays(RelayProvider.of(relay.server("user")))
                                .build();
                DatagramSocket trap = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String offer = EndpointWorld.description(EndpointWorld.offer(endpoint));
            String hostile =
                    offer.replaceAll("a=candidate:[^\r]*\r\n", "")
                            .replaceFirst(
                                    "a=end-of-candidates\r\n",
                                    "a=candidate:1 1 udp 9 tracker.invalid 50000 typ host\r\n"
                                            + "a=candidate:2 1 udp 8 victim.local 50000 typ host"
                                            + "\r\n"
                                            + "a=candidate:3 1 udp 1 127.0.0.1 "
                                            + trap.getLocalPort()
                                            + " typ relay raddr raddr.invalid rport 9\r\n");
            EndpointWorld.answer(endpoint, hostile);
            trap.setSoTimeout(30_000);
            trap.receive(new DatagramPacket(new byte[2048], 2048));
        }
    }

    private static void say(String line) {
        if (SAID.add(line)) {
            System.out.println(line);
        }
    }

    @Override
    public void checkPermission(Permission permission) {}

    @Override
    public void checkPermission(Permission permission, Object context) {}

    /**
     * Called for each destination; with port -1 for each name that is looked up, in either
     * direction, and for each address of a socket of its own that a process asks for, which no
     * resolver hears of.
     */
    @Override
    public void checkConnect(String host, int port) {
        if (port >= 0) {
            say("reach " + host);
        } else if (IpLiteral.parse(host) == null) {
            say("look up " + host);
        }
    }

    @Override
    public void checkConnect(String host, int port, Object context) {
        checkConnect(host, port);
    }

    @Override
    public void checkMulticast(InetAddress group) {
        say("join " + group.getHostAddress());
    }
}
