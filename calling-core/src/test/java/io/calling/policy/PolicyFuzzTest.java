package io.calling.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * Stored policies may come from anywhere. As an ordinary test this plays the kept inputs; with the
 * profile {@code fuzz} it looks for new ones.
 */
class PolicyFuzzTest {
    /** Refused in words, or a policy whose text is stable, and which decides. */
    @FuzzTest(maxDuration = "5m")
    void anyTextAsPolicy(byte[] bytes) {
        CallPolicy policy;
        try {
            policy = CallPolicy.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertThat(CallPolicy.parse(policy.text())).isEqualTo(policy);
        assertThat(policy.decide(Facts.from(Relation.CONTACT)).rule()).isNotEmpty();
        assertThat(policy.sentences()).isNotEmpty();
    }
}
