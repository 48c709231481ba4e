package org.postura.landmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

class FramePosesSchemaTest {
  /** Every schema that was ever released, oldest first; a new one is added, none is changed. */
  private static final List<String> RELEASED = List.of("frame_poses.1.avsc");

  @Test
  void readsFilesOfEveryEarlierSchema() throws IOException {
    for (String name : RELEASED) {
      try (InputStream in = getClass().getResourceAsStream(name)) {
        assertNotNull(in, name);
        Schema earlier = new Schema.Parser().parse(in);
        assertEquals(
            SchemaCompatibilityType.COMPATIBLE,
            SchemaCompatibility.checkReaderWriterCompatibility(FramePosesSchema.SCHEMA, earlier)
                .getType(),
            name);
      }
    }
  }

  @Test
  void everyFieldSaysWhatItIs() {
    assertDocumented(FramePosesSchema.SCHEMA);
  }

  private static void assertDocumented(Schema record) {
    for (Schema.Field field : record.getFields()) {
      assertNotNull(field.doc(), record.getName() + "." + field.name());
      assertFalse(field.doc().isBlank(), record.getName() + "." + field.name());
      Schema type = field.schema();
      if (type.getType() == Schema.Type.ARRAY) {
        assertDocumented(type.getElementType());
      }
    }
  }
}
