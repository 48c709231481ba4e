package org.postura.video.integrity;

import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.global.avformat;

/**
 * What a TIFF (TIFF 6.0, 1992) says of its first page, and how many pages there are.
 *
 * @param tiled whether the picture is made of tiles rather than strips
 * @param compression the number of the scheme, 1 for none
 * @param pages full pages, without previews
 */
public record Tiff(boolean tiled, int compression, int pages) {
  private static final int MAX_PAGES = 10_000;
  private static final int ENTRY_BYTES = 12;
  private static final int NEW_SUBFILE_TYPE = 254;
  private static final int COMPRESSION = 259;
  private static final int TILE_WIDTH = 322;

  /** Bit of NewSubfileType: a smaller version of another page. Bit 2: a mask. */
  private static final int NO_PAGE = 1 | 4;

  /**
   * Reads the directories.
   *
   * @return null if they are damaged, which decoding will show
   */
  public static Tiff read(AVIOContext context, long size) {
    avformat.avio_seek(context, 0, 0);
    boolean little = avformat.avio_rb16(context) == 0x4949;
    avformat.avio_seek(context, 4, 0);
    long at = unsigned(context, little, 4);
    boolean tiled = false;
    int compression = 1;
    int pages = 0;
    for (int number = 0; at > 0 && at + 2 <= size && number < MAX_PAGES; number++) {
      avformat.avio_seek(context, at, 0);
      int entries = (int) unsigned(context, little, 2);
      boolean page = true;
      for (int i = 0; i < entries; i++) {
        avformat.avio_seek(context, at + 2 + (long) i * ENTRY_BYTES, 0);
        int tag = (int) unsigned(context, little, 2);
        int type = (int) unsigned(context, little, 2);
        avformat.avio_skip(context, 4);
        long value = unsigned(context, little, type == 3 ? 2 : 4);
        page &= tag != NEW_SUBFILE_TYPE || (value & NO_PAGE) == 0;
        if (number == 0) {
          tiled |= tag == TILE_WIDTH;
          compression = tag == COMPRESSION ? (int) value : compression;
        }
      }
      if (number == 0 && entries == 0) {
        return null;
      }
      // The first is what is decoded, whatever it calls itself.
      pages += page || number == 0 ? 1 : 0;
      avformat.avio_seek(context, at + 2 + (long) entries * ENTRY_BYTES, 0);
      at = avformat.avio_feof(context) != 0 ? 0 : unsigned(context, little, 4);
    }
    return pages == 0 ? null : new Tiff(tiled, compression, pages);
  }

  private static long unsigned(AVIOContext context, boolean little, int bytes) {
    if (bytes == 2) {
      return little ? avformat.avio_rl16(context) : avformat.avio_rb16(context);
    }
    return Integer.toUnsignedLong(
        little ? avformat.avio_rl32(context) : avformat.avio_rb32(context));
  }
}
