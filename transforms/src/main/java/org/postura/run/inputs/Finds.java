package org.postura.run.inputs;

/** Takes what an input stands for. */
interface Finds {
  void found(FoundVideo video);

  /** A file or directory is not looked at, for a reason in the plural of what it is. */
  void leftOut(String reason);
}
