package io.calling.examples.privatecall;

/**
 * What a party has to do.
 *
 * @param name as told in the story
 * @param says what it says
 * @param expects what the other one says
 */
record Part(String name, Line says, Line expects) {}
