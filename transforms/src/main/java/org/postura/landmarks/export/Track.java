package org.postura.landmarks.export;

/**
 * In which of a file's frames a person is seen.
 *
 * @param first index of the first record with the person, counted from 0 without gaps
 * @param last index of the last one
 * @param frames in how many
 */
record Track(int person, long first, long last, long frames) {
  Track seen(long index) {
    return new Track(person, first, index, frames + 1);
  }
}
