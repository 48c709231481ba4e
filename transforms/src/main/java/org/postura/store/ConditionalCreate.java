package org.postura.store;

import java.io.IOException;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Creates objects only where there is none, for one scheme; found by {@link
 * java.util.ServiceLoader}. Beam's file systems have no such call.
 */
public interface ConditionalCreate {
  /** The scheme it serves. */
  String scheme();

  /**
   * Creates the object whole if there is none of that name, as one step: of many who try at once
   * exactly one succeeds.
   *
   * @return whether it was created; false if one is there already
   */
  boolean createIfAbsent(ResourceId id, byte[] bytes) throws IOException;
}
