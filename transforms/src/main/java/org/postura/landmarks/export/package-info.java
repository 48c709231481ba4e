/**
 * Landmark files into the formats of other programs: biomechanics, computer vision, tables. {@link
 * org.postura.landmarks.export.Export} is the door.
 */
package org.postura.landmarks.export;
