package org.postura.store;

/**
 * What a listing tells of a file or object.
 *
 * @param location where it lies
 * @param sizeBytes its size
 * @param modifiedMillis when it was last changed, ms since 1970; 0 if the store doesn't say
 * @param version what the store itself calls these bytes (checksum, ETag, generation), or null
 *     where it has no such thing; equal versions are equal bytes
 */
public record StoredFile(Location location, long sizeBytes, long modifiedMillis, String version) {}
