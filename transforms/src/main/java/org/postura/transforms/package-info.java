/**
 * The Beam transforms that make landmarks of videos, and the plan and ledger that make a run safe
 * to repeat.
 *
 * <p>Usable in any Beam pipeline: {@link org.postura.transforms.EstimatePoses} takes {@link
 * org.postura.transforms.VideoSegment}s and gives a {@link org.postura.transforms.LedgerEntry} for
 * each.
 */
package org.postura.transforms;
