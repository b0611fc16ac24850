/**
 * Three people, one of them with two devices, in a terminal: what rings where, what each of them is
 * told, and what a caller who was blocked is not told.
 */
@NullMarked
package io.calling.examples.chatapp;

import org.jspecify.annotations.NullMarked;
