/**
 * A page in the browser that calls the Java side, or another page: with policy, privacy, security
 * words and an account of who can see whose address.
 */
@NullMarked
package io.calling.examples.browsercall;

import org.jspecify.annotations.NullMarked;
