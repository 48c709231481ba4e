package org.postura.blazepose;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * A share in the one {@link BlazePose} of a process: loaded for the first user of a model, used by
 * all threads, freed when the last user closes its share.
 *
 * <pre>{@code
 * try (SharedBlazePose shared = SharedBlazePose.acquire(Model.FULL);
 *     PoseEstimator estimator = shared.blazePose().newEstimator(options)) {
 *   …
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class SharedBlazePose implements AutoCloseable {
  private static final Map<Device, Map<Model, Entry>> ENTRIES = new EnumMap<>(Device.class);

  static {
    for (Device device : Device.values()) {
      Map<Model, Entry> models = new EnumMap<>(Model.class);
      for (Model model : Model.values()) {
        models.put(model, new Entry());
      }
      ENTRIES.put(device, models);
    }
  }

  private final Entry entry;
  private final BlazePose blazePose;
  private boolean closed;

  private SharedBlazePose(Entry entry, BlazePose blazePose) {
    this.entry = entry;
    this.blazePose = blazePose;
  }

  /**
   * Takes a share; loads the networks if nobody has them. Others who want the same model wait for
   * it, other models load at the same time.
   *
   * @throws IOException as {@link BlazePose#load}; the next call tries again
   */
  public static SharedBlazePose acquire(Model model) throws IOException {
    return acquire(model, Device.CPU);
  }

  /** As {@link #acquire(Model)}, on a device; the devices' networks are apart. */
  public static SharedBlazePose acquire(Model model, Device device) throws IOException {
    Entry entry = ENTRIES.get(device).get(model);
    return new SharedBlazePose(entry, entry.acquire(model, device));
  }

  /** How often a model was loaded for the CPU in this process. */
  public static int loads(Model model) {
    return ENTRIES.get(Device.CPU).get(model).loads();
  }

  /** How often a model for the CPU was freed in this process. */
  public static int closes(Model model) {
    return ENTRIES.get(Device.CPU).get(model).closes();
  }

  /**
   * The networks, valid until this share is closed; not to be closed by its user.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public synchronized BlazePose blazePose() {
    if (closed) {
      throw new IllegalStateException("This share of the networks is closed");
    }
    return blazePose;
  }

  /** Gives the share back; a second call does nothing. Close estimators before. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      entry.release();
    }
  }

  /** The instance of one model and how many use it. */
  private static final class Entry {
    private BlazePose instance;
    private int users;
    private int loads;
    private int closes;

    synchronized BlazePose acquire(Model model, Device device) throws IOException {
      if (instance == null) {
        instance = BlazePose.load(model, device);
        loads++;
      }
      users++;
      return instance;
    }

    synchronized void release() {
      users--;
      if (users == 0) {
        instance.close();
        instance = null;
        closes++;
      }
    }

    synchronized int loads() {
      return loads;
    }

    synchronized int closes() {
      return closes;
    }
  }
}
