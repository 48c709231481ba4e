package org.postura.landmarks.parquet;

import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.ParquetDecodingException;

/** The pages of a row group, by column. */
record RowGroupPages(long rows, Map<String, ColumnPages> columns) implements PageReadStore {
  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    ColumnPages pages = columns.get(String.join(".", column.getPath()));
    if (pages == null) {
      throw new ParquetDecodingException("There is no column " + column.getPath()[0]);
    }
    return pages;
  }

  @Override
  public long getRowCount() {
    return rows;
  }
}
