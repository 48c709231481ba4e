package org.postura.store;

import java.io.IOException;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Creates an object of {@code mem://} only if there is none of its name. */
public class ObjectStoreConditionalCreate implements ConditionalCreate {
  @Override
  public String scheme() {
    return "mem";
  }

  @Override
  public boolean createIfAbsent(ResourceId id, byte[] bytes) throws IOException {
    ObjectResourceId object = (ObjectResourceId) id;
    return ObjectStore.of(object).createIfAbsent(object.object(), bytes);
  }

  /** The same for {@code dirstore://}. */
  public static final class OnDisk extends ObjectStoreConditionalCreate {
    @Override
    public String scheme() {
      return "dirstore";
    }
  }
}
