package org.postura.transforms;

import java.io.Serializable;

/**
 * A video that a run is going to process, as its plan fixes it.
 *
 * @param uri where its bytes are, secrets included: for opening, never for writing down
 * @param output where its landmarks go, relative to the output's root, extension included
 * @param identity changes when the bytes change; see {@link VideoIdentity}
 * @param sizeBytes size of the file, 0 if it could not be asked for
 */
public record PlannedVideo(String uri, String output, String identity, long sizeBytes)
    implements Serializable {}
