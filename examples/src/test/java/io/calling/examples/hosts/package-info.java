/**
 * Three hosts made of one machine by network namespaces, programs that run on them, and captures of
 * what crosses their interfaces.
 */
package io.calling.examples.hosts;
