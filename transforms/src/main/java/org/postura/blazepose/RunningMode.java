package org.postura.blazepose;

/** Whether frames are tracked or taken each on its own. */
public enum RunningMode {
  VIDEO,
  IMAGE
}
