package org.postura.transforms;

/**
 * A video that an input matched.
 *
 * @param uri where it is
 * @param path its path below the fixed part of the input
 * @param output the output that a list asks for, or null
 * @param sizeBytes its size, 0 if nothing is there
 * @param modifiedMillis when it was last changed, 0 if the file system doesn't say
 */
record FoundVideo(String uri, String path, String output, long sizeBytes, long modifiedMillis) {}
