/** Writes {@code docs/leaks.md}: each way to leak, the tests that play it, and what they saw. */
@NullMarked
package io.calling.examples.leaks;

import org.jspecify.annotations.NullMarked;
