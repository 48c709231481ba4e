/** The networks and what they say: detections, and the landmarks of one body. */
package org.postura.blazepose.network;
