/** Who is who from frame to frame. */
package org.postura.blazepose.persons;
