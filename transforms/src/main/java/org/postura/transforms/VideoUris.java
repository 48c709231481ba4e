package org.postura.transforms;

/** What may be written down of a video's URI. */
final class VideoUris {
  private VideoUris() {}

  /** The URI without user info, query string and fragment, where signed URLs keep their secrets. */
  static String withoutSecrets(String uri) {
    int scheme = uri.indexOf("://");
    if (scheme < 0) {
      return uri; // A plain path: '?' and '#' are ordinary characters of its name.
    }
    int authority = scheme + 3;
    int end = uri.length();
    // Object names of gs:// and s3:// may hold these characters; only web URLs carry queries.
    if (uri.startsWith("http")) {
      for (char mark : new char[] {'?', '#'}) {
        int at = uri.indexOf(mark, authority);
        end = at >= 0 && at < end ? at : end;
      }
    }
    int path = uri.indexOf('/', authority);
    int user = uri.lastIndexOf('@', path < 0 ? end : path);
    String rest = user >= authority ? uri.substring(user + 1, end) : uri.substring(authority, end);
    return uri.substring(0, authority) + rest;
  }
}
