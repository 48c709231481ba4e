/**
 * The landmark records, their schemas, and the writers and readers of the output formats. Stands
 * alone: no Beam, no video, no network.
 */
package org.postura.landmarks;
