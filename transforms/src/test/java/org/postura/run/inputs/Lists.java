package org.postura.run.inputs;

import java.util.ArrayList;
import java.util.List;

/** What lists hold, as text. */
final class Lists {
  private Lists() {}

  static List<String> texts(List<String> inputs) {
    List<String> texts = new ArrayList<>();
    new InputSpecs(inputs)
        .forEach(
            spec -> texts.add(spec.text() + (spec.output() == null ? "" : " -> " + spec.output())));
    return texts;
  }
}
