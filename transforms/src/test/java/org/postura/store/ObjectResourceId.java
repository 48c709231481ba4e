package org.postura.store;

import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * The name of an object: {@code mem://bucket/a/b}, or {@code dirstore:///a/b} for the file {@code
 * /a/b}, whose bucket is empty. What ends in a slash is called a directory, as Beam wants it; the
 * store knows none.
 */
record ObjectResourceId(String scheme, String bucket, String object) implements ResourceId {
  private static final long serialVersionUID = 1;

  static ObjectResourceId parse(String uri) {
    int authority = uri.indexOf("://") + 3;
    int slash = uri.indexOf('/', authority);
    if (authority < 3 || slash < 0) {
      throw new IllegalArgumentException(
          "Expected scheme://bucket/object, was \"%s\"".formatted(uri));
    }
    return new ObjectResourceId(
        uri.substring(0, authority - 3), uri.substring(authority, slash), uri.substring(slash + 1));
  }

  @Override
  public ObjectResourceId resolve(String other, ResolveOptions options) {
    if (!isDirectory()) {
      throw new IllegalStateException("Expected a directory, was " + this);
    }
    boolean directory = options.equals(StandardResolveOptions.RESOLVE_DIRECTORY);
    if (!directory && other.endsWith("/")) {
      throw new IllegalArgumentException("A file's name does not end in a slash: " + other);
    }
    return named(object + other + (directory && !other.endsWith("/") ? "/" : ""));
  }

  @Override
  public ObjectResourceId getCurrentDirectory() {
    return isDirectory() ? this : named(object.substring(0, object.lastIndexOf('/') + 1));
  }

  @Override
  public String getScheme() {
    return scheme;
  }

  @Override
  public String getFilename() {
    String name = isDirectory() ? object.replaceFirst("/$", "") : object;
    return name.isEmpty() ? null : name.substring(name.lastIndexOf('/') + 1);
  }

  @Override
  public boolean isDirectory() {
    return object.isEmpty() || object.endsWith("/");
  }

  ObjectResourceId named(String name) {
    return new ObjectResourceId(scheme, bucket, name);
  }

  @Override
  public String toString() {
    return scheme + "://" + bucket + "/" + object;
  }
}
