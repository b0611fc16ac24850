/**
 * Signaling over an MQTT broker, for applications with many users and devices: each device holds
 * one connection to one of the brokers, and the brokers pass messages on among themselves.
 *
 * <p>A message for {@code bob} from {@code alice} has the topic {@code calls/bob/alice}. The broker
 * lets an account write under its own name alone and read its own inbox alone ({@code
 * docs/mosquitto.acl}), so that the last level of a topic is what the broker has authenticated. All
 * devices of an account subscribe to the inbox, each with a session of its own, in which the broker
 * keeps what comes while the device is away, for a minute: an older invitation rings nowhere.
 * Messages have the quality of service 1, at least once; the library heeds each of them once.
 */
@NullMarked
package io.calling.examples.mqtt;

import org.jspecify.annotations.NullMarked;
