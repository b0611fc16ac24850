package app;

import io.calling.CallAgent;
import io.calling.ice.turn.EphemeralCredentials;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.TurnUri;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import io.calling.signaling.SignalingChannel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** A small starter: an agent for each application that has a way to carry messages. */
@AutoConfiguration
@EnableConfigurationProperties(CallingProperties.class)
public class CallingAutoConfiguration {
    // cookbook: Spring Boot
    /** Credentials of their own for each call. */
    @Bean
    @ConditionalOnMissingBean
    RelayProvider relays(CallingProperties calling) {
        String secret = calling.relaySecret();
        if (calling.relays() == null || secret == null || secret.isBlank()) {
            throw new IllegalStateException(
                    "Set calling.relays to your TURN servers, and calling.relay-secret to the"
                            + " static-auth-secret that they share.");
        }
        List<String> hosts =
                calling.relays().stream()
                        .map(uri -> TurnUri.parse(uri).host())
                        .distinct()
                        .toList();
        return RelayProvider.refreshing(
                        () -> {
                            EphemeralCredentials fresh =
                                    EphemeralCredentials.derive(
                                            secret,
                                            UUID.randomUUID().toString(),
                                            Instant.now().plus(calling.credentialsLast()));
                            return CompletableFuture.completedFuture(
                                    calling.relays().stream().map(fresh::at).toList());
                        })
                .withHosts(hosts.toArray(String[]::new)); // looked up now, not for each call
    }

    /** Nobody rings unless the application says who. */
    @Bean
    @ConditionalOnMissingBean
    CallPolicy policy() {
        return CallPolicy.builder().deny(Who.anyone()).build();
    }

    /** Closed with the application: whoever is in a call is told. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    @ConditionalOnBean(SignalingChannel.class)
    CallAgent agent(SignalingChannel channel, RelayProvider relays, CallPolicy policy) {
        return CallAgent.builder().signaling(channel).relays(relays).policy(policy).build();
    }
    // cookbook: end
}
