/** The command: options, the pipeline graph, progress, and the run's summary and exit code. */
package org.postura.pipeline;
