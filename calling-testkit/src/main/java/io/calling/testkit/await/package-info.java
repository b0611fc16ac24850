/**
 * Waiting for what happens on other threads, with a deadline and without a sleep of fixed length.
 */
@NullMarked
package io.calling.testkit.await;

import org.jspecify.annotations.NullMarked;
