package org.postura.blazepose;

import java.util.Locale;

/** The three landmark networks of BlazePose, from fastest to most exact. */
public enum Model {
  LITE,
  FULL,
  HEAVY;

  /** Lower-case name, as options and file metadata write it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
