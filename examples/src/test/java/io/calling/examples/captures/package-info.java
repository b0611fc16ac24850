/**
 * Relayed calls between two hosts, through what happens to calls, with captures of all that crosses
 * the hosts' interfaces.
 */
package io.calling.examples.captures;
