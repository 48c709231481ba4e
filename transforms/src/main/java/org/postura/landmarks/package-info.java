/** The landmark records, their Avro schema, and the writers and readers of both output formats. */
package org.postura.landmarks;
