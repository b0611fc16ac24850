package io.calling.testkit;

import io.calling.PeerId;

/**
 * A message that {@link FakeSignaling} was given, as it was delivered.
 *
 * @param from who sent it
 * @param to whom it was for
 * @param text what was delivered; where nothing was, what was sent
 * @param delivered how often it was delivered so far: 0 where it was lost
 */
public record SignaledMessage(PeerId from, PeerId to, String text, int delivered) {}
