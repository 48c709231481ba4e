/**
 * Decoding in child processes: their pool, what goes over the pipes, and the memory that pictures
 * come in. Of what a child says nothing is believed.
 */
package org.postura.video.process;
