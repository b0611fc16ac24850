package io.calling.ice.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The real network: one selector thread, named {@code calling-network}, for all calls of a process.
 *
 * <p>Receivers share one array, since they run one at a time. Datagrams are sent by the thread that
 * calls {@code send}, with no lock shared between sockets. Thread-safe.
 */
public final class NioNetwork implements Network {
    private final NioLoop loop;
    private final NameLookup lookup;
    private final NameCache names;
    private final Workers workers = new Workers("calling-worker");
    private final SecureRandom random = new SecureRandom();
    private final AddressWatch addresses = new AddressWatch(this);

    private NioNetwork(NioLoop loop) {
        this.loop = loop;
        this.lookup = new NameLookup(loop);
        this.names = new NameCache(this, lookup::resolve);
    }

    /**
     * Starts the thread.
     *
     * @throws IOException if the system gives no selector
     */
    public static NioNetwork open() throws IOException {
        NioLoop loop = new NioLoop(Selector.open());
        loop.start();
        return new NioNetwork(loop);
    }

    @Override
    public ConnectedDatagramSocket connectDatagram(
            InetSocketAddress remote, Route route, DatagramReceiver receiver) throws IOException {
        DatagramChannel channel = openDatagram(requireResolved(remote).getAddress());
        try {
            channel.configureBlocking(false);
            bind(channel, route);
            channel.connect(remote);
            NioConnectedDatagramSocket socket =
                    new NioConnectedDatagramSocket(loop, channel, remote, receiver);
            socket.register();
            return socket;
        } catch (IOException | RuntimeException e) {
            NioDatagramSocket.closeQuietly(channel);
            throw asIoException(e);
        }
    }

    @Override
    public BoundDatagramSocket bindDatagram(
            InetSocketAddress local, SourcedDatagramReceiver receiver) throws IOException {
        DatagramChannel channel = openDatagram(requireResolved(local).getAddress());
        try {
            channel.configureBlocking(false);
            channel.bind(local);
            NioBoundDatagramSocket socket = new NioBoundDatagramSocket(loop, channel, receiver);
            socket.register();
            return socket;
        } catch (IOException | RuntimeException e) {
            NioDatagramSocket.closeQuietly(channel);
            throw asIoException(e);
        }
    }

    @Override
    public StreamSocket connectStream(
            InetSocketAddress remote, Route route, StreamReceiver receiver) throws IOException {
        // Of whatever family the host speaks: it is connected to this one address and no other.
        requireResolved(remote);
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            bind(channel, route);
            NioStreamSocket socket = new NioStreamSocket(loop, channel, remote, receiver);
            socket.connect();
            return socket;
        } catch (IOException | RuntimeException e) {
            NioStreamSocket.closeQuietly(channel);
            throw asIoException(e);
        }
    }

    private static DatagramChannel openDatagram(InetAddress address) throws IOException {
        try {
            return DatagramChannel.open(family(address));
        } catch (UnsupportedOperationException e) {
            throw new IOException("this host lacks the address family", e);
        }
    }

    /** A socket of one family only: it cannot speak the other by mapped addresses. */
    private static ProtocolFamily family(InetAddress address) {
        return address instanceof Inet4Address
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6;
    }

    private static void bind(NetworkChannel channel, Route route) throws IOException {
        if (route.localAddress().isPresent()) {
            channel.bind(new InetSocketAddress(route.localAddress().get(), 0));
        }
    }

    private static InetSocketAddress requireResolved(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("the address is unresolved");
        }
        return address;
    }

    /** Channels throw unchecked exceptions for an address of the wrong kind. */
    private static IOException asIoException(Exception e) {
        return e instanceof IOException io ? io : new IOException("the address cannot be used", e);
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        return loop.schedule(System.nanoTime() + Math.max(0, delayNanos), task);
    }

    @Override
    public Alarm alarm(Runnable task) {
        return loop.alarm(task);
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public void compute(Runnable task) {
        if (!workers.tryExecute(task)) {
            loop.execute(task);
        }
    }

    @Override
    public boolean isLoop() {
        return loop.isLoop();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void randomBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }

    @Override
    public CompletionStage<List<InetAddress>> resolve(String host) {
        return names.resolve(host);
    }

    @Override
    public CompletionStage<List<InetAddress>> resolveAgain(String host) {
        return names.resolveAgain(host);
    }

    @Override
    public boolean remembers(String host) {
        return names.remembers(host);
    }

    @Override
    public List<InetAddress> localAddresses() {
        try {
            // The streams of these came to Android later than the rest.
            Enumeration<NetworkInterface> interfaces = NetworkInterface.getNetworkInterfaces();
            return interfaces == null ? List.of() : addressesOf(Collections.list(interfaces));
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static List<InetAddress> addressesOf(List<NetworkInterface> interfaces) {
        return interfaces.stream()
                .filter(NioNetwork::isUp)
                .flatMap(each -> Collections.list(each.getInetAddresses()).stream())
                .toList();
    }

    private static boolean isUp(NetworkInterface networkInterface) {
        try {
            return networkInterface.isUp();
        } catch (SocketException e) {
            return false; // it went away while we looked
        }
    }

    @Override
    public Timer watchAddresses(Runnable task) {
        return addresses.add(task);
    }

    /** How often a receiver, timer or task threw: each time a bug of its owner. */
    public long failures() {
        return loop.failures();
    }

    /** The sockets that are open. */
    public int openSockets() {
        return loop.openSockets();
    }

    /**
     * Runs what was handed in before, closes every socket and ends the thread. Waits for its end,
     * unless called on the loop. Idempotent; tasks handed in afterwards are dropped.
     */
    @Override
    public void close() {
        lookup.close();
        workers.close();
        loop.close();
    }
}
