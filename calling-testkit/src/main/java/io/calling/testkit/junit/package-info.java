/**
 * JUnit 5 extensions that fail a test which leaves something behind: a thread, a socket, or an
 * address in a log line. JUnit itself is the only dependency, and the application's own.
 */
@NullMarked
package io.calling.testkit.junit;

import org.jspecify.annotations.NullMarked;
