package app;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallAgent;
import io.calling.CallSession;
import io.calling.EndReason;
import io.calling.PeerId;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.media.AudioSink;
import io.calling.media.Media;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import io.calling.signaling.InMemorySignaling;
import io.calling.signaling.SignalingChannel;
import io.calling.testkit.TestMicrophone;
import io.calling.testkit.TestTone;
import io.calling.testkit.relay.EmbeddedRelay;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

@Timeout(300)
class HelpDeskTest {
    private static final PeerId ANNA = PeerId.of("anna");

    @Test
    void answersACallAndHangsUpWhenItIsShutDown() throws Exception {
        CountDownLatch heard = new CountDownLatch(50);
        try (EmbeddedRelay relay =
                EmbeddedRelay.builder().user("desk", "a").user("anna", "b").start()) {
            RelayServer ofDesk = relay.server("desk");
            CallSession call;
            EndReason reason;
            try (ConfigurableApplicationContext desk =
                            new SpringApplicationBuilder(HelpDesk.class)
                                    .initializers(
                                            context ->
                                                    context.getBeanFactory()
                                                            .registerSingleton(
                                                                    "relays",
                                                                    RelayProvider.of(ofDesk)))
                                    .run("--spring.main.banner-mode=off");
                    CallAgent anna = anna(desk, relay)) {
                call = anna.place(HelpDesk.DESK, hearing(heard));
                assertThat(heard.await(120, TimeUnit.SECONDS)).as("a second was heard").isTrue();
                desk.close();
                reason = call.ended().toCompletableFuture().get(120, TimeUnit.SECONDS);
            }
            assertThat(reason).isEqualTo(EndReason.HUNG_UP);
        }
    }

    private static CallAgent anna(ConfigurableApplicationContext desk, EmbeddedRelay relay) {
        return CallAgent.builder()
                .signaling(desk.getBean(InMemorySignaling.class).channel(ANNA))
                .relays(RelayProvider.of(relay.server("anna")))
                .policy(CallPolicy.builder().ring(Who.anyone()).build())
                .build();
    }

    private static Media hearing(CountDownLatch heard) {
        return Media.audio(
                new TestMicrophone(new TestTone(2)),
                new AudioSink() {
                    @Override
                    public void onFrame(byte[] buffer, int offset, int length) {
                        heard.countDown();
                    }

                    @Override
                    public void onLostFrame() {}
                });
    }

    private final ApplicationContextRunner starter =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(CallingAutoConfiguration.class))
                    .withPropertyValues(
                            "calling.relays=turns:relay.example.org:443?transport=tcp,"
                                    + "turn:relay.example.org:3478?transport=udp",
                            "calling.relay-secret=a secret of sixteen characters and more");

    @Test
    void givesEachCallCredentialsOfItsOwn() {
        starter.run(
                context -> {
                    RelayProvider relays = context.getBean(RelayProvider.class);
                    List<RelayServer> first = relays.relays().toCompletableFuture().join();
                    List<RelayServer> second = relays.relays().toCompletableFuture().join();
                    assertThat(first).hasSize(2);
                    assertThat(first.get(0)).isNotEqualTo(second.get(0));
                });
    }

    @Test
    void saysWhatToSetWhereThatIsMissing() {
        starter.withPropertyValues("calling.relay-secret=").run(HelpDeskTest::saysWhatToSet);
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CallingAutoConfiguration.class))
                .run(HelpDeskTest::saysWhatToSet);
    }

    private static void saysWhatToSet(AssertableApplicationContext context) {
        assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessage(
                        "Set calling.relays to your TURN servers, and calling.relay-secret to the"
                                + " static-auth-secret that they share.");
    }

    @Test
    void needsNoneOfItWhereTheApplicationGivesTheRelays() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CallingAutoConfiguration.class))
                .withBean(RelayProvider.class, () -> RelayProvider.of())
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void makesNoAgentWhereNothingCarriesMessages() {
        starter.run(context -> assertThat(context).doesNotHaveBean(CallAgent.class));
        starter.withBean(
                        SignalingChannel.class,
                        () -> new InMemorySignaling().channel(HelpDesk.DESK))
                .run(context -> assertThat(context).hasSingleBean(CallAgent.class));
    }
}
