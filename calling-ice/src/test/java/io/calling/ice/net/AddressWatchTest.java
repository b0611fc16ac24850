package io.calling.ice.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Each look is the test's to make. */
class AddressWatchTest {
    private static final InetAddress FIRST = IpLiteral.parse("192.0.2.1");
    private static final InetAddress SECOND = IpLiteral.parse("192.0.2.2");

    private final Queue<Runnable> timers = new ArrayDeque<>();
    private final AddressWatch watch = new AddressWatch(new ByHand());
    private List<InetAddress> addresses = List.of(FIRST);
    private int toldOne;
    private int toldTwo;

    /** A network that runs everything at once, but for its timers. */
    private final class ByHand extends ForwardingNetwork {
        ByHand() {
            super(mock(Network.class));
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void compute(Runnable task) {
            task.run();
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            assertThat(delayNanos).isLessThanOrEqualTo(500_000_000);
            timers.add(task);
            return () -> timers.remove(task);
        }

        @Override
        public List<InetAddress> localAddresses() {
            return addresses;
        }
    }

    private void look() {
        timers.remove().run();
    }

    @Test
    void anAddressThatComesOrGoesIsToldOnceToEach() {
        watch.add(() -> toldOne++);
        watch.add(() -> toldTwo++);
        look();
        assertThat(toldOne + toldTwo).isZero();

        addresses = List.of(FIRST, SECOND);
        look();
        look();
        assertThat(toldOne).isEqualTo(1);
        assertThat(toldTwo).isEqualTo(1);

        addresses = List.of(SECOND);
        look();
        assertThat(toldOne).isEqualTo(2);
        assertThat(toldTwo).isEqualTo(2);
        assertThat(timers).hasSize(1);
    }

    @Test
    void anotherOrderOfTheSameAddressesIsNoChange() {
        addresses = List.of(FIRST, SECOND);
        watch.add(() -> toldOne++);
        addresses = List.of(SECOND, FIRST);
        look();
        assertThat(toldOne).isZero();
    }

    @Test
    void addressesOfALinkAloneAreNoChange() {
        watch.add(() -> toldOne++);
        addresses = List.of(FIRST, IpLiteral.parse("fe80::1"), IpLiteral.parse("169.254.7.7"));
        look();
        assertThat(toldOne).isZero();
    }

    @Test
    void whenNobodyWantsToKnowNobodyLooks() {
        Network.Timer handle = watch.add(() -> toldOne++);
        handle.cancel();
        addresses = List.of(SECOND);
        look();
        assertThat(timers).isEmpty();

        watch.add(() -> toldTwo++);
        look();
        assertThat(toldOne).isZero();
        assertThat(toldTwo).isZero(); // what happened before does not count
    }
}
