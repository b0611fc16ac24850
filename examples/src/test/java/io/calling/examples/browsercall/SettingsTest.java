package io.calling.examples.browsercall;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.PeerId;
import io.calling.examples.web.Fields;
import io.calling.policy.CallFacts;
import io.calling.policy.CallerFacts;
import io.calling.policy.Decision;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final CallFacts ANNA = facts("Anna");
    private static final CallFacts BEN = facts("Ben");

    private static CallFacts facts(String name) {
        return CallFacts.incoming(CallerFacts.of(PeerId.of(name)));
    }

    private static Settings settings(String... pairs) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return Settings.of(new Fields(fields));
    }

    private static boolean rings(Settings settings, CallFacts caller) {
        return settings.policy().decide(caller) instanceof Decision.Ring;
    }

    @Test
    void whoSaysNothingIsHiddenAndNotRung() {
        Settings settings = settings();
        assertThat(settings.hidden()).isTrue();
        assertThat(rings(settings, ANNA)).isFalse();
    }

    @Test
    void onlyAClearWishShowsTheAddress() {
        assertThat(settings("address", "anything").hidden()).isTrue();
        assertThat(settings("address", "shown").hidden()).isFalse();
    }

    @Test
    void onlyPeopleWhoAreNamedRing() {
        Settings settings = settings("ring", "chosen", "chosen", " Anna ,, Cleo");
        assertThat(rings(settings, ANNA)).isTrue();
        assertThat(rings(settings, BEN)).isFalse();
    }

    @Test
    void presenceIsRevealedToThoseWhoMayRingAndOnlyIfWished() {
        Settings open = settings("ring", "chosen", "chosen", "Anna", "reveal", "true");
        assertThat(open.policy().revealsPresenceTo(ANNA)).isTrue();
        assertThat(open.policy().revealsPresenceTo(BEN)).isFalse();
        assertThat(settings("ring", "everyone").policy().revealsPresenceTo(ANNA)).isFalse();
        assertThat(rings(settings("ring", "everyone"), BEN)).isTrue();
    }
}
