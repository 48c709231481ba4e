package org.postura.run;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.postura.store.Location;
import org.postura.store.Store;
import org.postura.video.VerdictCode;

/**
 * The latest rows of all outputs in one Avro file, without what planning does not need: it reads it
 * in place of the rows of all nights. Avro, since it is read as a stream, names its version by its
 * schema, and any tool opens it. Its metadata say which files of rows it stands for.
 *
 * <p>It can always be made again from those files, and is passed over if it can't be read.
 */
final class LedgerSnapshot {
  private static final Schema SCHEMA = schema();
  private static final String FOLDED = "postura.ledger.folded";
  private static final int DEFLATE_LEVEL = 1;

  /** In place of an outcome: the last row, without which a snapshot is a part of one. */
  private static final String END = "END";

  private LedgerSnapshot() {}

  /** Takes a row. */
  interface RowSink {
    void row(LedgerRow row) throws IOException;
  }

  /**
   * Shows all rows.
   *
   * @return names of the files that the snapshot stands for; none if there is no snapshot
   * @throws BadSnapshotException if it can't be read to its end
   */
  static Set<String> read(Location file, RowSink to) throws IOException, BadSnapshotException {
    try (InputStream in = Channels.newInputStream(Store.open(file));
        DataFileStream<GenericRecord> rows =
            new DataFileStream<>(in, new GenericDatumReader<>(null, SCHEMA))) {
      GenericRecord row = null;
      boolean ended = false;
      while (rows.hasNext()) { // False also where the file is cut off.
        row = rows.next(row);
        ended = END.equals(text(row, "outcome"));
        Outcome outcome = constant(Outcome.class, row.get("outcome"));
        if (outcome != null) { // Else of a newer postura.
          to.row(row(row, outcome));
        }
      }
      if (!ended) {
        throw new EOFException("it ends before its last row");
      }
      String folded = rows.getMetaString(FOLDED);
      return folded == null ? Set.of() : Set.of(folded.split("\n"));
    } catch (NoSuchFileException e) {
      return Set.of();
    } catch (AvroRuntimeException | UncheckedIOException e) {
      throw new BadSnapshotException(file, e);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) { // Avro's words for what is no Avro file, or ends too early.
      throw new BadSnapshotException(file, e);
    }
  }

  private static LedgerRow row(GenericRecord row, Outcome outcome) {
    return new LedgerRow(
        text(row, "run"),
        text(row, "uri"),
        text(row, "output"),
        outcome,
        constant(VerdictCode.class, row.get("code")),
        text(row, "message"),
        new Identity(
            (Long) row.get("size_bytes"), (Long) row.get("modified_millis"), text(row, "hash")),
        text(row, "version"),
        (Long) row.get("options_key"),
        (Long) row.get("limits_key"),
        (Long) row.get("elapsed_ms"));
  }

  private static String text(GenericRecord row, String field) {
    Object value = row.get(field);
    return value == null ? null : value.toString();
  }

  private static <E extends Enum<E>> E constant(Class<E> type, Object name) {
    if (name == null) {
      return null;
    }
    try {
      return Enum.valueOf(type, name.toString());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Writes a snapshot. */
  static final class Writer implements AutoCloseable {
    private final DataFileWriter<GenericRecord> file;

    Writer(OutputStream out, Collection<String> folded) throws IOException {
      file = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(SCHEMA));
      file.setCodec(CodecFactory.deflateCodec(DEFLATE_LEVEL));
      file.setMeta(FOLDED, String.join("\n", folded));
      file.create(SCHEMA, out);
    }

    void row(LedgerRow row) throws IOException {
      GenericRecord record = new GenericData.Record(SCHEMA);
      record.put("output", row.output());
      record.put("uri", row.uri());
      record.put("run", row.run());
      record.put("outcome", row.outcome().name());
      record.put("code", row.code() == null ? null : row.code().name());
      record.put("message", row.message());
      record.put("size_bytes", row.identity().sizeBytes());
      record.put("modified_millis", row.identity().modifiedMillis());
      record.put("hash", row.identity().hash());
      record.put("version", row.version());
      record.put("options_key", row.optionsKey());
      record.put("limits_key", row.limitsKey());
      record.put("elapsed_ms", row.elapsedMs());
      file.append(record);
    }

    /** Says that these were all. */
    void end() throws IOException {
      GenericRecord record = new GenericData.Record(SCHEMA);
      for (Schema.Field field : SCHEMA.getFields()) {
        record.put(
            field.pos(),
            switch (field.schema().getType()) {
              case STRING -> field.name().equals("outcome") ? END : "";
              case LONG -> 0L;
              default -> null;
            });
      }
      file.append(record);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private static Schema schema() {
    try (InputStream in = LedgerSnapshot.class.getResourceAsStream("ledger_snapshot.avsc")) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A snapshot that can't be read to its end. */
  static final class BadSnapshotException extends Exception {
    BadSnapshotException(Location file, Throwable cause) {
      super(String.format(Locale.ROOT, "%s can't be read: %s", file, cause.getMessage()), cause);
    }
  }
}
