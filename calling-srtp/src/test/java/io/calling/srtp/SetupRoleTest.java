package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SetupRoleTest {

    @Test
    void theAnswerIsActiveUnlessTheOffererInsistsOnIt() {
        assertThat(SetupRole.ACTPASS.answer()).isEqualTo(SetupRole.ACTIVE);
        assertThat(SetupRole.PASSIVE.answer()).isEqualTo(SetupRole.ACTIVE);
        assertThat(SetupRole.ACTIVE.answer()).isEqualTo(SetupRole.PASSIVE);
    }
}
