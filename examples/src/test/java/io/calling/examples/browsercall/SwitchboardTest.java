package io.calling.examples.browsercall;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.EndReason;
import io.calling.PeerId;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwitchboardTest {
    private static final String ID = "call-1";
    private static final String RELAYED =
            sdp("1 1 udp 1 192.0.2.9 50000 typ relay raddr 0.0.0.0 rport 9");
    private static final String DIRECT = sdp("1 1 udp 2 198.51.100.7 50000 typ host");
    private static final String BETRAYED =
            sdp("1 1 udp 1 192.0.2.9 50000 typ relay raddr 198.51.100.7 rport 4000");

    private final List<Runnable> alarms = new ArrayList<>();
    private final Switchboard switchboard = new Switchboard((delay, task) -> alarms.add(task));
    private final Listening anna = new Listening("Anna", CallPolicy.builder().build(), true);

    private static String sdp(String candidate) {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
                + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\n"
                + "a=candidate:"
                + candidate
                + "\r\n";
    }

    private static CallPolicy everybody() {
        return CallPolicy.builder().ring(Who.anyone()).build();
    }

    private static CallPolicy openly() {
        return CallPolicy.builder().ring(Who.anyone()).revealPresence(Who.anyone()).build();
    }

    private Listening ben(CallPolicy policy, boolean hidden) {
        Listening ben = new Listening("Ben", policy, hidden);
        switchboard.enter(anna);
        switchboard.enter(ben);
        anna.heard.clear();
        ben.heard.clear();
        return ben;
    }

    private void call(Listening callee) {
        assertThat(switchboard.place(anna, callee.name(), ID, true)).isEmpty();
    }

    private void ring() {
        List.copyOf(alarms).forEach(Runnable::run);
    }

    @Test
    void L24_theCallerHearsNothingBeforeTheCalleeAccepts() {
        Listening ben = ben(everybody(), true);
        call(ben);
        assertThat(ben.heard)
                .containsExactly(
                        new Notice.Incoming(ID, anna.name(), true, "ring for everyone", true));
        assertThat(anna.heard).isEmpty();
        switchboard.accept(ben, ID);
        assertThat(anna.heard).containsExactly(new Notice.Accepted(ID, true, false));
    }

    @Test
    void L24_aDeclinedCallLooksLikeAnUnansweredOne() {
        Listening ben = ben(everybody(), true);
        call(ben);
        switchboard.decline(ben, ID);
        assertThat(anna.heard).isEmpty();
        ring();
        assertThat(anna.heard).containsExactly(new Notice.Over(ID, EndReason.UNANSWERED));
        assertThat(ben.heard).hasSize(1);
    }

    @Test
    void L24_whomThePolicySilencesLooksLikeAnUnansweredCall() {
        Listening ben = ben(CallPolicy.builder().build(), true);
        call(ben);
        ring();
        assertThat(ben.heard).isEmpty();
        assertThat(anna.heard).containsExactly(new Notice.Over(ID, EndReason.UNANSWERED));
    }

    @Test
    void whoRevealsPresenceIsSeenToRingAndToDecline() {
        Listening ben = ben(openly(), true);
        call(ben);
        switchboard.decline(ben, ID);
        assertThat(anna.heard)
                .containsExactly(new Notice.Rings(ID), new Notice.Over(ID, EndReason.DECLINED));
    }

    @Test
    void whoIsInACallIsBusyForThoseWhoMayKnow() {
        Listening ben = ben(openly(), true);
        call(ben);
        Listening cleo = new Listening("Cleo", everybody(), true);
        switchboard.enter(cleo);
        cleo.heard.clear();
        switchboard.place(cleo, ben.name(), "call-2", false);
        assertThat(cleo.heard).containsExactly(new Notice.Over("call-2", EndReason.BUSY));
        assertThat(switchboard.place(anna, cleo.name(), "call-3", false)).isPresent();
    }

    @Test
    void L25_ifEitherAsksForPrivacyBothAreRelayed() {
        Listening ben = ben(everybody(), false);
        call(ben);
        switchboard.accept(ben, ID);
        assertThat(anna.heard).containsExactly(new Notice.Accepted(ID, true, false));
        assertThat(ben.heard).contains(new Notice.Accepted(ID, true, true));
    }

    @Test
    void descriptionsGoInTheirOrderAndOnce() {
        Listening ben = ben(everybody(), true);
        call(ben);
        switchboard.describe(anna, ID, RELAYED, "early");
        switchboard.accept(ben, ID);
        ben.heard.clear();
        switchboard.describe(ben, ID, RELAYED, "not my turn");
        switchboard.describe(anna, ID, RELAYED, "commitment");
        switchboard.describe(anna, ID, RELAYED, "again");
        switchboard.describe(ben, ID, RELAYED, "nonce");
        switchboard.reveal(ben, ID, "not the caller");
        switchboard.reveal(anna, ID, "nonce of the caller");
        switchboard.reveal(anna, ID, "again");
        assertThat(ben.heard)
                .containsExactly(
                        new Notice.Described(ID, true, RELAYED, "commitment"),
                        new Notice.Revealed(ID, "nonce of the caller"));
        assertThat(anna.heard).contains(new Notice.Described(ID, false, RELAYED, "nonce"));
    }

    @Test
    void anAddressInAPrivateCallIsNotPassedOnAndEndsIt() {
        for (String telling : List.of(DIRECT, BETRAYED, "not SDP")) {
            Listening ben = ben(everybody(), true);
            call(ben);
            switchboard.accept(ben, ID);
            ben.heard.clear();
            switchboard.describe(anna, ID, telling, "commitment");
            Notice.Over over = new Notice.Over(ID, EndReason.PRIVACY_VIOLATION_PREVENTED);
            assertThat(ben.heard).containsExactly(over);
            assertThat(anna.heard).contains(over);
            switchboard.leave(ben);
            switchboard.leave(anna);
        }
    }

    @Test
    void whereBothAllowItAddressesPass() {
        Listening open = new Listening("Open", everybody(), false);
        Listening ben = ben(everybody(), false);
        switchboard.enter(open);
        switchboard.place(open, ben.name(), ID, false);
        switchboard.accept(ben, ID);
        switchboard.describe(open, ID, DIRECT, "commitment");
        assertThat(ben.heard).contains(new Notice.Described(ID, true, DIRECT, "commitment"));
    }

    @Test
    void strangersToACallCanDoNothingToIt() {
        Listening ben = ben(everybody(), true);
        Listening cleo = new Listening("Cleo", everybody(), true);
        switchboard.enter(cleo);
        call(ben);
        anna.heard.clear();
        switchboard.accept(cleo, ID);
        switchboard.decline(cleo, ID);
        switchboard.hangUp(cleo, ID, EndReason.HUNG_UP);
        switchboard.accept(anna, ID);
        assertThat(anna.heard).isEmpty();
        switchboard.accept(ben, ID);
        assertThat(anna.heard).hasSize(1);
    }

    @Test
    void whoLeavesEndsTheCallForTheOther() {
        Listening ben = ben(everybody(), true);
        call(ben);
        switchboard.accept(ben, ID);
        anna.heard.clear();
        switchboard.leave(ben);
        assertThat(anna.heard).contains(new Notice.Over(ID, EndReason.PEER_LOST));
        ring();
        assertThat(anna.heard).doesNotContain(new Notice.Over(ID, EndReason.UNANSWERED));
    }

    @Test
    void twoCannotHaveTheSameName() {
        Listening ben = ben(everybody(), true);
        assertThat(switchboard.enter(new Listening("Ben", everybody(), true))).isFalse();
        assertThat(switchboard.place(anna, PeerId.of("Dora"), ID, false)).isPresent();
        assertThat(switchboard.place(ben, ben.name(), ID, false)).isPresent();
    }

    /** Keeps what it is told. */
    private static final class Listening implements Party {
        private final PeerId name;
        private final CallPolicy policy;
        private final boolean hidden;
        private final List<Notice> heard = new ArrayList<>();

        Listening(String name, CallPolicy policy, boolean hidden) {
            this.name = PeerId.of(name);
            this.policy = policy;
            this.hidden = hidden;
        }

        @Override
        public PeerId name() {
            return name;
        }

        @Override
        public CallPolicy policy() {
            return policy;
        }

        @Override
        public boolean wantsRelay() {
            return hidden;
        }

        @Override
        public void tell(Notice notice) {
            heard.add(notice);
        }
    }
}
