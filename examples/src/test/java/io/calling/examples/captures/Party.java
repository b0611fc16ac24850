package io.calling.examples.captures;

import io.calling.ice.Candidate;
import io.calling.ice.IceConfig;
import io.calling.ice.IceCredentials;
import io.calling.ice.IceFailure;
import io.calling.ice.IceRole;
import io.calling.ice.IceTransport;
import io.calling.ice.IceTransports;
import io.calling.ice.SelectedPair;
import io.calling.ice.TransportPolicy;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.turn.AddressFamily;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One party on a host of its own, led by lines on its standard input: no packet of the signaling is
 * on any wire. Says on its standard output what is to be signaled, and what happened. Lives on the
 * network's loop.
 */
final class Party implements IceTransport.Listener, AutoCloseable {
    private static final Duration FRAME = Duration.ofMillis(20);
    private static final int FRAME_BYTES = 172;

    private final NioNetwork network = NioNetwork.open();
    private IceTransport transport;
    private int call;
    private int heard;

    private Party() throws IOException {}

    /** Runs until the input ends. */
    public static void main(String[] arguments) throws Exception {
        try (Party party = new Party();
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            IceTransports.warmUp();
            say("ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String next = line;
                party.network.execute(() -> party.tryToObey(next));
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
    }

    private void tryToObey(String line) {
        try {
            obey(line);
        } catch (RuntimeException e) {
            say("failed at " + line + ": " + e);
        }
    }

    private void obey(String line) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
            case "prepare" -> prepare(List.of(words).subList(1, words.length));
            case "open" -> open(List.of(words).subList(1, words.length));
            case "candidate" ->
                    transport.addRemoteCandidateLines(
                            List.of(line.substring("candidate ".length())));
            case "end" -> transport.endOfRemoteCandidates();
            case "connect" ->
                    transport.connect(
                            IceRole.valueOf(words[1]), new IceCredentials(words[2], words[3]));
            case "restart" -> say("own " + text(transport.restart()));
            case "heard" -> say("heard " + heard);
            case "close" -> endCall();
            default -> throw new IllegalArgumentException(line);
        }
    }

    /** What an application does when it starts. */
    private void prepare(List<String> uris) {
        RelayProvider relays =
                RelayProvider.of(
                        uris.stream()
                                .map(uri -> RelayServer.of(uri, "any", "any"))
                                .toArray(RelayServer[]::new));
        IceTransports.prepare(network, relays);
        CompletableFuture.allOf(
                        relays.hosts().stream()
                                .map(host -> network.resolve(host).toCompletableFuture())
                                .toArray(CompletableFuture[]::new))
                .thenRun(() -> say("prepared"));
    }

    /** Words: the policy, user, password, family, a file with a certificate or -, relays. */
    private void open(List<String> words) {
        List<RelayServer> relays = new ArrayList<>();
        for (String uri : words.subList(5, words.size())) {
            RelayServer relay =
                    RelayServer.of(uri, words.get(1), words.get(2))
                            .relaying(AddressFamily.valueOf(words.get(3)));
            relays.add(relay.uri().isSecure() ? relay.trusting(read(words.get(4))) : relay);
        }
        transport =
                IceTransports.create(
                        IceConfig.builder(network)
                                .policy(TransportPolicy.valueOf(words.get(0)))
                                .relays(RelayProvider.of(relays.toArray(RelayServer[]::new)))
                                .build(),
                        this);
        heard = 0;
        say("own " + text(transport.localCredentials()));
        transport.gather();
        call++;
        talk(call);
    }

    private static X509Certificate read(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException("no certificate in " + file, e);
        }
    }

    private static String text(IceCredentials credentials) {
        return credentials.userFragment() + " " + credentials.password();
    }

    private void talk(int thisCall) {
        if (thisCall == call) {
            byte[] buffer = new byte[IceTransport.HEADROOM + FRAME_BYTES];
            network.randomBytes(buffer);
            buffer[IceTransport.HEADROOM] = (byte) 0x80; // as RTP begins
            transport.send(buffer, IceTransport.HEADROOM, FRAME_BYTES);
            network.schedule(FRAME.toNanos(), () -> talk(thisCall));
        }
    }

    /** Also where it has ended. */
    private void endCall() {
        call++;
        transport.close();
        awaitReleased();
    }

    /** The allocation is released first, so it takes a round trip. */
    private void awaitReleased() {
        if (network.openSockets() == 0) {
            say("closed " + transport.statistics().egressRefused());
        } else {
            network.schedule(Duration.ofMillis(5).toNanos(), this::awaitReleased);
        }
    }

    @Override
    public void onLocalCandidate(Candidate candidate) {
        say("candidate " + candidate.toLine());
    }

    @Override
    public void onGatheringComplete() {
        say("complete");
    }

    @Override
    public void onSelectedPair(SelectedPair pair) {
        say(
                "selected "
                        + pair.local().type()
                        + " "
                        + pair.local().address().getAddress().getHostAddress());
    }

    @Override
    public void onData(byte[] buffer, int offset, int length) {
        heard++;
    }

    @Override
    public void onFailed(IceFailure failure) {
        say("failed " + failure);
    }

    @Override
    public void close() {
        network.close();
    }
}
