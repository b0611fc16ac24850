package io.calling.testkit.story;

import io.calling.testkit.net.Fate;
import io.calling.testkit.net.LoggedPacket;
import io.calling.testkit.net.Transport;
import io.calling.testkit.net.VirtualNetwork;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes steps of packets: from the host that sent them to the host that they were for. */
final class PacketSteps {
    private final VirtualNetwork network;
    private final Map<Long, Step> byNumber = new LinkedHashMap<>();
    private final Set<Long> lost = new HashSet<>();

    private PacketSteps(VirtualNetwork network) {
        this.network = network;
    }

    static List<Step> of(VirtualNetwork network) {
        List<LoggedPacket> first = network.log().firstPackets();
        List<LoggedPacket> last = network.log().packets();
        PacketSteps steps = new PacketSteps(network);
        steps.add(first, 0);
        steps.add(last, network.log().added() - last.size());
        return steps.inOrder();
    }

    private void add(List<LoggedPacket> packets, long before) {
        long order = before;
        for (LoggedPacket packet : packets) {
            order++;
            if (packet.fate() != Fate.CARRIED) {
                lost.add(packet.number());
            }
            if (packet.direction() == LoggedPacket.Direction.UP
                    && packet.transport() == Transport.UDP
                    && !byNumber.containsKey(packet.number())) {
                byNumber.put(packet.number(), step(packet, order, network));
            }
        }
    }

    private List<Step> inOrder() {
        return byNumber.entrySet().stream()
                .map(e -> lost.contains(e.getKey()) ? e.getValue().lostOnTheWay() : e.getValue())
                .toList();
    }

    private static Step step(LoggedPacket packet, long order, VirtualNetwork network) {
        Datagrams.What what = Datagrams.read(packet.payload().toByteArray());
        String to = owner(packet.to().getAddress(), network);
        return Step.once(packet.at(), order, packet.place(), to, what.kind(), what.text());
    }

    private static String owner(InetAddress address, VirtualNetwork network) {
        return network.ownerOf(address).orElse("nobody");
    }
}
