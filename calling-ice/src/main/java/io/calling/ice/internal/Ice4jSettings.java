package io.calling.ice.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ice4j.ice.harvest.HarvestConfig;
import org.ice4j.ice.harvest.MappingCandidateHarvesters;

/**
 * ice4j's process-wide settings. Left alone, its first agent asks a cloud's metadata service which
 * machine this is, and its loggers print passwords and addresses.
 */
public final class Ice4jSettings {
    private static final String METADATA_PROPERTY = "ice4j.harvest.mapping.aws.enabled";

    /** Loggers that are made before ours can be handed in; the rest is {@link SilentLogger}'s. */
    private static final String[] STATIC_LOGGERS = {
        "JitsiConfig",
        "org.ice4j",
        "org.ice4j.StackProperties",
        "org.ice4j.attribute.MessageIntegrityAttribute",
        "org.ice4j.ice.Agent",
        "org.ice4j.ice.HostCandidate",
        "org.ice4j.ice.harvest.AwsCandidateHarvester",
        "org.ice4j.ice.harvest.CandidateHarvesterSet",
        "org.ice4j.ice.harvest.HarvestConfig",
        "org.ice4j.ice.harvest.HostCandidateHarvester",
        "org.ice4j.ice.harvest.MappingCandidateHarvesters",
        "org.ice4j.message.Message",
        "org.ice4j.message.MessageFactory",
        "org.ice4j.stack.NetAccessManager",
        "org.ice4j.stack.StunClientTransaction",
        "org.ice4j.stack.StunStack",
        "org.ice4j.util.PeriodicRunnable",
        "org.jitsi",
        "org.jitsi.config.JitsiConfig",
    };

    /** Held for ever: a logger that nobody holds is collected, and its level with it. */
    private static final List<Logger> SILENCED = new ArrayList<>();

    private Ice4jSettings() {}

    /**
     * Applies the settings before ice4j's first agent, and checks that they hold.
     *
     * @throws IllegalStateException if the application has initialised ice4j with others
     */
    public static synchronized void apply() {
        if (SILENCED.isEmpty()) {
            silenceLoggers();
        }
        if (System.getProperty(METADATA_PROPERTY) == null) {
            System.setProperty(METADATA_PROPERTY, "false");
        }
        verify();
    }

    private static void silenceLoggers() {
        for (String name : STATIC_LOGGERS) {
            Logger logger = Logger.getLogger(name);
            logger.setLevel(Level.OFF);
            logger.setFilter(record -> false); // outlives LogManager.reset, which forgets levels
            SILENCED.add(logger);
        }
    }

    private static void verify() {
        if (HarvestConfig.config.enableAwsHarvester()) {
            throw new IllegalStateException(
                    "ice4j was initialised with its cloud metadata look-up on: call"
                            + " IceTransports.warmUp() before any other use of ice4j, or set -D"
                            + METADATA_PROPERTY
                            + "=false");
        }
        boolean asksServers =
                !HarvestConfig.config.stunMappingCandidateHarvesterAddresses().isEmpty();
        if (asksServers || MappingCandidateHarvesters.getHarvesters().length > 0) {
            throw new IllegalStateException(
                    "ice4j was initialised with address mappings (ice4j.harvest.mapping), which"
                            + " private calls cannot share");
        }
    }
}
