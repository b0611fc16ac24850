package app

import io.calling.CallState
import io.calling.EndReason
import io.calling.testkit.CallPair
import io.calling.testkit.assertion.CallAssertions.assertThat
import io.calling.testkit.junit.CallStoryExtension
import java.time.Duration
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.ExtendWith

/** The library from Kotlin: sealed states in a `when`, and nothing whose nullness is unknown. */
@ExtendWith(CallStoryExtension::class)
class CallTest {
    private fun inWords(state: CallState): String =
        when (state) {
            is CallState.Ringing -> "ringing"
            is CallState.Connecting -> "connecting"
            is CallState.Active -> "active"
            is CallState.OnHold -> "on hold"
            is CallState.Reconnecting -> "reconnecting"
            is CallState.Ended -> "over: ${state.reason.advice()}"
        }

    @Test
    fun `a call between two people`() {
        CallPair.inTestTime(5).use { pair ->
            pair.alice().place(pair.bob().id())
            assertThat(pair.bob()).rings()
            pair.bob().accept()
            assertThat(pair.alice()).isActiveWithin(Duration.ofSeconds(5)).isRelayed()
            assertEquals("active", inWords(pair.alice().call().state()))
            pair.bob().call().hangUp()
            pair.alice().awaitEnd()
            assertEquals("over: ${EndReason.HUNG_UP.advice()}", inWords(pair.alice().call().state()))
        }
    }
}
