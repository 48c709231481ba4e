package org.postura.service;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.postura.blazepose.BlazePose;
import org.postura.blazepose.Model;
import org.postura.blazepose.SharedBlazePose;

/** The networks, loaded when first asked for and kept until the service ends. */
final class Models implements AutoCloseable {
  private final Map<Model, SharedBlazePose> loaded = new EnumMap<>(Model.class);

  synchronized BlazePose get(Model model) throws IOException {
    SharedBlazePose shared = loaded.get(model);
    if (shared == null) {
      shared = SharedBlazePose.acquire(model);
      loaded.put(model, shared);
    }
    return shared.blazePose();
  }

  /** A share of a request's own: the service may end before the request does. */
  SharedBlazePose share(Model model) throws IOException {
    get(model);
    return SharedBlazePose.acquire(model);
  }

  @Override
  public synchronized void close() {
    loaded.values().forEach(SharedBlazePose::close);
    loaded.clear();
  }
}
