package org.postura.store;

/** What a client asks of an {@link ObjectStore}; counted, and the place where faults strike. */
public enum Operation {
  /** One page of up to 1,000 names below a prefix. */
  LIST,
  /** Size, time and checksum of one object by its name. */
  STAT,
  /** An object is opened for reading. */
  OPEN,
  /** A ranged read: the first after opening, and every one after a seek to elsewhere. */
  READ,
  /** An upload is begun; nothing can be seen yet. */
  CREATE,
  /** An upload is closed, which publishes the object. */
  PUBLISH,
  /** An object is written whole if there is none of its name. */
  CREATE_IF_ABSENT,
  /** A rename, which then copies and deletes. */
  RENAME,
  /** One object is copied within the store. */
  COPY,
  /** One object is deleted. */
  DELETE
}
