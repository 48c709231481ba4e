/** Inputs as people name them, and the files that they stand for. */
package org.postura.run.inputs;
