/** A real browser, driven as a person would. */
package io.calling.examples.web;
