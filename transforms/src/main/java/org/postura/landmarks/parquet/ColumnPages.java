package org.postura.landmarks.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ParquetDecodingException;

/** The pages of one column in one row group; they are decompressed one by one. */
final class ColumnPages implements PageReader {
  private record Page(PageHeader header, ByteBuffer compressed) {}

  private final long values;
  private final BytesInputDecompressor decompressor;
  private final Queue<Page> pages = new ArrayDeque<>();
  private Page dictionary;

  private ColumnPages(ColumnMetaData column) {
    values = column.getNum_values();
    decompressor =
        new ZstandardCodecs()
            .getDecompressor(CompressionCodecName.valueOf(column.getCodec().name()));
  }

  /** Cuts a column's bytes into pages. */
  static ColumnPages read(ColumnMetaData column, ByteBuffer bytes) throws IOException {
    ColumnPages pages = new ColumnPages(column);
    ByteBufferInputStream in = ByteBufferInputStream.wrap(bytes);
    while (in.available() > 0) {
      PageHeader header = Util.readPageHeader(in);
      Page page = new Page(header, in.slice(header.getCompressed_page_size()));
      check(page);
      switch (header.getType()) {
        case DICTIONARY_PAGE -> pages.dictionary = page;
        case DATA_PAGE -> pages.pages.add(page);
        case DATA_PAGE_V2, INDEX_PAGE ->
            throw new IOException("postura's Parquet files have no " + header.getType());
      }
    }
    return pages;
  }

  private static void check(Page page) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(page.compressed().duplicate());
    if (page.header().isSetCrc() && page.header().getCrc() != (int) crc.getValue()) {
      throw new IOException("The Parquet file is damaged: a page's checksum is another one");
    }
  }

  @Override
  public DictionaryPage readDictionaryPage() {
    if (dictionary == null) {
      return null;
    }
    DictionaryPageHeader header = dictionary.header().getDictionary_page_header();
    return new DictionaryPage(
        bytes(dictionary), header.getNum_values(), encoding(header.getEncoding()));
  }

  @Override
  public long getTotalValueCount() {
    return values;
  }

  @Override
  public DataPage readPage() {
    Page page = pages.remove();
    DataPageHeader header = page.header().getData_page_header();
    return new DataPageV1(
        bytes(page),
        header.getNum_values(),
        page.header().getUncompressed_page_size(),
        (Statistics<?>) null,
        encoding(header.getRepetition_level_encoding()),
        encoding(header.getDefinition_level_encoding()),
        encoding(header.getEncoding()));
  }

  private BytesInput bytes(Page page) {
    try {
      return decompressor.decompress(
          BytesInput.from(page.compressed()), page.header().getUncompressed_page_size());
    } catch (IOException e) {
      throw new ParquetDecodingException("A page can't be decompressed", e);
    }
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return Encoding.valueOf(encoding.name());
  }
}
