/**
 * Assertions on calls, networks and signaling, in the manner of AssertJ and without it: import
 * {@code assertThat} of both, and the type decides.
 */
@NullMarked
package io.calling.testkit.assertion;

import org.jspecify.annotations.NullMarked;
