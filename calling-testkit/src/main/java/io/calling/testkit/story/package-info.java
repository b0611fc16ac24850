/**
 * The story of a call: who told whom what, when, by signaling, STUN, TURN, DTLS and media. As text
 * for people who read a failed test's output, and as a sequence diagram.
 */
@NullMarked
package io.calling.testkit.story;

import org.jspecify.annotations.NullMarked;
