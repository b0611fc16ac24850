/**
 * What one looks into when a call went wrong: a log of its events, and a dump of its packets. Both
 * are off unless an application turns them on, and hold no address, no key and no secret of the
 * signaling.
 */
@NullMarked
package io.calling.diagnostics;

import org.jspecify.annotations.NullMarked;
