package io.calling.testkit.junit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogLeakExtensionTest {
    private static final Logger LOG = LoggerFactory.getLogger("io.calling.planted");

    private final LogLeakExtension extension = new LogLeakExtension();

    @BeforeEach
    void begin() {
        extension.beforeEach(null);
    }

    private void assertLeak(String what) {
        assertThatThrownBy(() -> extension.afterEach(null))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(what);
    }

    @Test
    void innocentLinesPass() {
        LOG.info("the call is active after 12:34:56 and 1.2.3 tries, 0.0.0.0:9, AB:CD:EF:01");
        assertThatCode(() -> extension.afterEach(null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sent to /192.0.2.17:5000",
                "sent to 192.0.2.17",
                "from [2001:db8::17]:443",
                "from 2001:db8:0:0:0:0:0:17",
                "at fe80::1%eth0"
            })
    void anAddressIsFound(String line) {
        LOG.info(line);
        assertLeak("an address");
    }

    @Test
    void theLowestLevelIsHeardToo() {
        LOG.trace("to {}", "192.0.2.17");
        assertLeak("an address");
    }

    @Test
    void anExceptionsTextIsLookedThrough() {
        LOG.debug("send failed", new IllegalStateException("no route to 192.0.2.17"));
        assertLeak("an address");
    }

    @Test
    void sessionDescriptionsAreFound() {
        LOG.debug("a=ice-pwd:asd88fgpdd777uzjYhagZg");
        assertLeak("SDP");
    }

    @Test
    void aNamedSecretIsFoundAndNotRepeated() {
        extension.forbid("open sesame");
        LOG.debug("logging in with open sesame");
        assertLeak("a named secret");
    }

    @Test
    void theNextTestStartsAnew() {
        LOG.info("192.0.2.17");
        assertLeak("an address");
        extension.beforeEach(null);
        assertThatCode(() -> extension.afterEach(null)).doesNotThrowAnyException();
    }
}
