package org.postura.video;

import java.util.ServiceLoader;

/**
 * What stands behind this door. The rooms below it know it, so it can't know them: it finds them by
 * {@link ServiceLoader}. Users have {@link Isolation#decoders}, {@link Video#open} and {@link
 * FrameBatch#of} in its place.
 */
public interface Decoding {
  /** Decoders of this kind, to be closed. */
  Decoders decoders(Isolation isolation);

  /** An empty batch of at most {@code capacity} frames, at least 1, that all decoders can fill. */
  FrameBatch batch(int capacity);

  /** The one that comes with this jar. */
  static Decoding installed() {
    return Holder.INSTALLED;
  }

  /** Looked for once, when somebody first needs it. */
  final class Holder {
    // With the loader of this class: a cluster's worker has the job's jar in one of its own.
    private static final Decoding INSTALLED =
        ServiceLoader.load(Decoding.class, Decoding.class.getClassLoader())
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("META-INF/services of postura is missing"));

    private Holder() {}
  }
}
