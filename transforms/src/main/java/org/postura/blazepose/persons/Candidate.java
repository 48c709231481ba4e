package org.postura.blazepose.persons;

import org.postura.blazepose.crop.Roi;

/**
 * A region to look at in this frame.
 *
 * @param roi where
 * @param person whom it should show; null if it comes from the detector and belongs to nobody yet
 */
record Candidate(Roi roi, Person person) {}
