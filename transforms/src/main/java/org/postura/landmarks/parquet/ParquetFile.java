package org.postura.landmarks.parquet;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * A Parquet file as {@code ParquetWriter} and {@link ZstandardCodecs} write it: flat columns, pages
 * of version 1, one row group on the heap at a time. Parquet's own reader of files can't be loaded
 * without Hadoop; the columns are decoded by Parquet's classes here, too.
 */
public final class ParquetFile implements Closeable {
  private static final String MAGIC = "PAR1";

  /** Length of the index, and the magic. */
  private static final int TAIL_BYTES = 8;

  private final FileChannel channel;
  private final FileMetaData footer;
  private int nextRowGroup;

  private ParquetFile(FileChannel channel) throws IOException {
    this.channel = channel;
    footer = footer();
  }

  public static ParquetFile open(Path path) throws IOException {
    return open(FileChannel.open(path, StandardOpenOption.READ));
  }

  /**
   * Copies a stream into a temporary file, which goes when the file is closed: the index stands at
   * its end.
   *
   * @param in closed by this
   */
  public static ParquetFile spooled(InputStream in) throws IOException {
    Path path = Files.createTempFile("postura-", ".parquet");
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try (in) {
      in.transferTo(Channels.newOutputStream(channel));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return open(channel);
  }

  private static ParquetFile open(FileChannel channel) throws IOException {
    try {
      return new ParquetFile(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The file's key-values. */
  public Map<String, String> metadata() {
    Map<String, String> metadata = new TreeMap<>();
    if (footer.isSetKey_value_metadata()) {
      for (KeyValue entry : footer.getKey_value_metadata()) {
        metadata.put(entry.getKey(), entry.getValue());
      }
    }
    return metadata;
  }

  /** The pages of the next row group, or empty after the last. */
  public Optional<PageReadStore> readRowGroup() throws IOException {
    List<RowGroup> groups = footer.getRow_groups();
    if (nextRowGroup == groups.size()) {
      return Optional.empty();
    }
    RowGroup group = groups.get(nextRowGroup);
    nextRowGroup++;
    Map<String, ColumnPages> columns = new HashMap<>();
    for (ColumnChunk chunk : group.getColumns()) {
      ColumnMetaData column = chunk.getMeta_data();
      columns.put(
          String.join(".", column.getPath_in_schema()),
          ColumnPages.read(column, bytes(start(column), column.getTotal_compressed_size())));
    }
    return Optional.of(new RowGroupPages(group.getNum_rows(), columns));
  }

  private static long start(ColumnMetaData column) {
    return column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0
        ? Math.min(column.getDictionary_page_offset(), column.getData_page_offset())
        : column.getData_page_offset();
  }

  private FileMetaData footer() throws IOException {
    if (channel.size() < MAGIC.length() + TAIL_BYTES) {
      throw new EOFException("The file is too short for Parquet");
    }
    ByteBuffer tail = bytes(channel.size() - TAIL_BYTES, TAIL_BYTES);
    int length = tail.getInt();
    if (!StandardCharsets.US_ASCII.decode(tail).toString().equals(MAGIC)) {
      throw new IOException("The file is not Parquet, or not whole");
    }
    return Util.readFileMetaData(
        ByteBufferInputStream.wrap(bytes(channel.size() - TAIL_BYTES - length, length)));
  }

  private ByteBuffer bytes(long position, long length) throws IOException {
    if (position < 0 || length < 0 || length > channel.size() - position) {
      throw new IOException("The Parquet file is damaged: a part of it is said to lie outside it");
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("The Parquet file became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
