package io.calling.srtp;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A client and a server on a path in virtual time. */
final class VirtualPair implements AutoCloseable {
    final VirtualTime time = new VirtualTime();
    final DtlsEngine engine = DtlsEngine.builder(new SecureRandom()).timers(time).build();
    final LossyLink toServer;
    final LossyLink toClient;
    final Party client = new Party(SetupRole.ACTIVE);
    final Party server = new Party(SetupRole.PASSIVE);

    VirtualPair(long seed, UnaryOperator<DtlsSrtpTransport.Builder> customiser) {
        toServer = new LossyLink(time, seed).to(server::receive);
        toClient = new LossyLink(time, seed + 1_000_003).to(client::receive);
        client.build(engine, toServer, customiser);
        server.build(engine, toClient, customiser);
    }

    VirtualPair() {
        this(1, builder -> builder);
    }

    VirtualPair impaired(double loss, double duplication, double reordering) {
        toServer.impaired(loss, duplication, reordering);
        toClient.impaired(loss, duplication, reordering);
        return this;
    }

    /** Each side is told the other's fingerprint. */
    VirtualPair introduced() {
        client.expecting(server.certificate.fingerprint());
        server.expecting(client.certificate.fingerprint());
        return this;
    }

    VirtualPair started() {
        server.transport.start();
        client.transport.start();
        return this;
    }

    VirtualPair pass(Duration duration) {
        time.pass(duration, engine);
        return this;
    }

    int datagrams() {
        return toServer.carried().size() + toClient.carried().size();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        engine.close();
    }
}
