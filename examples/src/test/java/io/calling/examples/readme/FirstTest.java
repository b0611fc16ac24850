package io.calling.examples.readme;

// README: begin
import static io.calling.testkit.assertion.CallAssertions.assertThat;

import io.calling.testkit.CallPair;
import io.calling.testkit.junit.CallStoryExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CallStoryExtension.class) // a test that fails tells the story of its call
class FirstTest {
    @Test
    void aCallOutlivesALostWifi() {
        try (CallPair pair = CallPair.inTestTime(7)) { // one seed, one course of events
            pair.alice().place(pair.bob().id());
            assertThat(pair.bob()).rings();
            pair.bob().accept();
            assertThat(pair.alice()).isActiveWithin(Duration.ofSeconds(5)).isRelayed();

            pair.alice().link().readdress("192.0.2.99"); // her phone is in another network now
            pair.pass(Duration.ofMinutes(10)); // about a second of yours

            assertThat(pair.bob()).isActive().heard(pair.alice().tone(), Duration.ofMinutes(9));
            assertThat(pair.network()).carriedNoAddressOf(pair.alice()).to(pair.bob());
        }
    }
}
// README: end
