/** A rotated square of a frame to the input of a network, as OpenCV warps it. */
package org.postura.blazepose.crop;
