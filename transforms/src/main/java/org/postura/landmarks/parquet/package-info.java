/**
 * What Parquet's library asks Hadoop for by itself, without Hadoop: compression, and files to write
 * to and to read from. It knows nothing of landmarks.
 */
package org.postura.landmarks.parquet;
