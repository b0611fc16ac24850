package io.calling.testkit.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/** The only resolver of a virtual network: a table. Remembers who asked for what. Thread-safe. */
final class NameTable {
    private static final int REMEMBERED = 10_000;

    private final Map<String, List<InetAddress>> table = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ArrayBlockingQueue<>(REMEMBERED);

    void put(String name, List<InetAddress> addresses) {
        table.put(name, List.copyOf(addresses));
    }

    List<InetAddress> resolve(String name) throws UnknownHostException {
        asked.offer(name);
        List<InetAddress> addresses = table.get(name);
        if (addresses == null) {
            throw new UnknownHostException("the virtual network has no such name");
        }
        return addresses;
    }

    List<String> asked() {
        return new ArrayList<>(asked);
    }
}
