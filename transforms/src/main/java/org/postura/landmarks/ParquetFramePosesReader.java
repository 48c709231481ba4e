package org.postura.landmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.postura.landmarks.parquet.ParquetFile;

/** Reads tidy Parquet files, a row group at a time. */
final class ParquetFramePosesReader implements FramePosesReader {
  private final ParquetFile file;
  private final MessageColumnIO columns =
      new ColumnIOFactory().getColumnIO(TidyRow.SCHEMA, TidyRow.SCHEMA);
  private RecordReader<TidyRow> rows;
  private long rowsLeft;
  private TidyRow row;

  /** The reader closes {@code file}, also where it can't be opened. */
  ParquetFramePosesReader(ParquetFile file) throws IOException {
    this.file = file;
    try {
      next();
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public Optional<FramePoses> read() throws IOException {
    if (row == null) {
      return Optional.empty();
    }
    // The row is overwritten by the next one: what tells the frame is kept.
    FramePoses frame = row.frame(List.of());
    List<Pose> poses = new ArrayList<>();
    while (isOf(frame)) {
      if (row.somebody) {
        poses.add(pose(frame));
      } else {
        next();
      }
    }
    return Optional.of(
        new FramePoses(
            frame.video(),
            frame.frame(),
            frame.pts(),
            frame.timeUs(),
            frame.width(),
            frame.height(),
            poses));
  }

  private boolean isOf(FramePoses frame) {
    return row != null && row.frame == frame.frame() && row.video.equals(frame.video());
  }

  private Pose pose(FramePoses frame) throws IOException {
    int person = row.person;
    float score = row.score;
    List<Landmark> image = new ArrayList<>(Pose.LANDMARKS);
    List<Landmark> world = new ArrayList<>(Pose.LANDMARKS);
    for (int landmark = 0; landmark < Pose.LANDMARKS; landmark++) {
      if (!isOf(frame) || !row.somebody || row.person != person || row.landmark != landmark) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "Person %d of frame %d has no %s where it should be; the rows are not in postura's order",
                person,
                frame.frame(),
                LandmarkName.values()[landmark].id()));
      }
      image.add(row.image());
      world.add(row.world());
      next();
    }
    return new Pose(person, score, image, world);
  }

  /** Goes on to the next row; {@link #row} is null after the last. */
  private void next() throws IOException {
    try {
      while (rowsLeft == 0) {
        Optional<PageReadStore> pages = file.readRowGroup();
        if (pages.isEmpty()) {
          row = null;
          return;
        }
        rows = columns.getRecordReader(pages.get(), new TidyRowMaterializer());
        rowsLeft = pages.get().getRowCount();
      }
      row = rows.read();
      rowsLeft--;
    } catch (RuntimeException e) {
      throw new IOException("The Parquet file is damaged: " + e.getMessage(), e);
    }
  }

  @Override
  public Map<String, String> metadata() {
    return file.metadata();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
