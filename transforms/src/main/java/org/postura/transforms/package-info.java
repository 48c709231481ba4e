/**
 * The Beam transforms that make landmarks of videos: {@link org.postura.transforms.FindVideos} →
 * {@link org.postura.transforms.EstimatePoses} → {@link org.postura.transforms.WriteRows}.
 */
package org.postura.transforms;
