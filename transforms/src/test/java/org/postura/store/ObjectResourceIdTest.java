package org.postura.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectResourceIdTest {
  @BeforeAll
  static void registerSchemes() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mem://bucket/", "dirstore:///"})
  void resolvesNames(String root) {
    ResourceId directory = FileSystems.matchNewResource(root + "d", /* isDirectory= */ true);
    ResourceId file = directory.resolve("f.avro", StandardResolveOptions.RESOLVE_FILE);
    ResourceId below = directory.resolve("e", StandardResolveOptions.RESOLVE_DIRECTORY);

    assertTrue(directory.isDirectory());
    assertFalse(file.isDirectory());
    assertEquals(root + "d/f.avro", file.toString());
    assertEquals(root + "d/e/", below.toString());
    assertEquals("f.avro", file.getFilename());
    assertEquals("d", directory.getFilename());
    assertEquals(directory, file.getCurrentDirectory());
    assertEquals(root.substring(0, root.indexOf(':')), file.getScheme());
    assertNull(FileSystems.matchNewResource(root, /* isDirectory= */ true).getFilename());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mem:/a", "mem://bucket", "mem://bucket/a/"})
  void whatNamesNoObjectIsAnError(String spec) {
    assertThrows(
        IllegalArgumentException.class,
        () -> FileSystems.matchNewResource(spec, /* isDirectory= */ false));
  }
}
