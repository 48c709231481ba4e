/** Opening, decoding and colour conversion with FFmpeg's libraries, in this process. */
package org.postura.video.ffmpeg;
