/**
 * What a file announces, what came of it, and what is missing. Opens and decodes nothing by itself.
 */
package org.postura.video.integrity;
