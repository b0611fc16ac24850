package app;

import io.calling.CallAgent;
import io.calling.PeerId;
import io.calling.media.Media;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import io.calling.signaling.InMemorySignaling;
import io.calling.signaling.SignalingChannel;
import io.calling.testkit.AudioRecorder;
import io.calling.testkit.TestMicrophone;
import io.calling.testkit.TestTone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An application that answers whoever calls. */
@SpringBootApplication
public class HelpDesk {
    static final PeerId DESK = PeerId.of("desk");

    /** Stands for the application's own way to carry messages. */
    @Bean
    static InMemorySignaling messages() {
        return new InMemorySignaling();
    }

    @Bean
    static SignalingChannel channel(InMemorySignaling messages) {
        return messages.channel(DESK);
    }

    @Bean
    static CallPolicy policy() {
        return CallPolicy.builder().ring(Who.anyone()).build();
    }

    @Autowired
    void answer(CallAgent agent) {
        agent.onIncoming(
                incoming ->
                        incoming.accept(
                                Media.audio(
                                        new TestMicrophone(new TestTone(1)),
                                        new AudioRecorder())));
    }
}
