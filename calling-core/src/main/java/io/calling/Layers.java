package io.calling;

import io.calling.ice.IceConfig;
import io.calling.ice.IceTransport;
import io.calling.ice.IceTransports;
import io.calling.ice.TransportPolicy;
import io.calling.ice.exposure.ExposureLedger;
import io.calling.ice.net.Network;
import io.calling.srtp.DtlsCertificate;
import io.calling.srtp.DtlsEngine;
import java.security.SecureRandom;

/** The layers below, as the calls of one agent share them. */
interface Layers extends AutoCloseable {
    /** A transport; with relay-only settings it reaches a relay, and nothing else. */
    IceTransport transport(ExposureLedger ledger, IceTransport.Listener listener);

    /** A transport that is relayed until it is permitted to go direct. */
    IceTransport relayFirst(ExposureLedger ledger, IceTransport.Listener listener);

    /** Secured connections, with a certificate made for one call. */
    Ports.Handshakes handshakes();

    /** Ends the threads below. Idempotent. */
    @Override
    void close();

    /**
     * ICE and DTLS over a network, warm by the time of the first call.
     *
     * @throws IllegalStateException if the application has initialised ice4j so that it would leak
     */
    static Layers over(PathSettings settings, Network network) {
        return new Real(settings, network);
    }

    /** ICE and DTLS over a network. */
    final class Real implements Layers {
        private final PathSettings settings;
        private final Network network;
        private final SecureRandom random;
        private final DtlsEngine engine;

        private Real(PathSettings settings, Network network) {
            this.settings = settings;
            this.network = network;
            this.random = new NetworkRandom(network);
            this.engine = StepwiseDtls.engine(network, random);
            IceTransports.warmUp();
            IceTransports.prepare(network, settings.relays());
            if (!network.hasManualTime()) {
                var unused = engine.warmUp();
            }
        }

        @Override
        public IceTransport transport(ExposureLedger ledger, IceTransport.Listener listener) {
            return transport(settings.policy(), ledger, listener);
        }

        @Override
        public IceTransport relayFirst(ExposureLedger ledger, IceTransport.Listener listener) {
            return transport(TransportPolicy.RELAY_FIRST, ledger, listener);
        }

        private IceTransport transport(
                TransportPolicy policy, ExposureLedger ledger, IceTransport.Listener listener) {
            IceConfig.Builder config =
                    IceConfig.builder(network)
                            .policy(policy)
                            .route(settings.route())
                            .filter(settings.filter())
                            .ledger(ledger);
            if (settings.relays() != null) {
                config.relays(settings.relays());
            }
            return IceTransports.create(config.build(), listener);
        }

        @Override
        public Ports.Handshakes handshakes() {
            return new DtlsHandshakes(
                    engine,
                    DtlsCertificate.generate(random, network.now()),
                    StepwiseDtls.settling(network, engine));
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
