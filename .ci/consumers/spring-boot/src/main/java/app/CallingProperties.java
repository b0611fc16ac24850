package app;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What stands under {@code calling} in {@code application.properties}.
 *
 * @param relays TURN servers, as in turns:relay.example.org:443?transport=tcp
 * @param relaySecret shared with them: static-auth-secret of coturn
 * @param credentialsLast how long what is derived from the secret holds
 */
@ConfigurationProperties("calling")
public record CallingProperties(
        List<String> relays, String relaySecret, @DefaultValue("1h") Duration credentialsLast) {}
