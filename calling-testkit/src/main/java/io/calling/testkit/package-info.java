/**
 * Whole calls in a unit test: a virtual network, a relay in the JVM, a test clock, a pair of
 * sessions.
 */
@NullMarked
package io.calling.testkit;

import org.jspecify.annotations.NullMarked;
