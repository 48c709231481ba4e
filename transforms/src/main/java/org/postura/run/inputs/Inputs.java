package org.postura.run.inputs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The inputs of a run: files, directories, globs, and lists of them. What they stand for is shown
 * as it is found, and may be asked for again.
 */
public final class Inputs {
  private final List<InputSpecs.Spec> specs;
  private final Map<String, Long> leftOut = new TreeMap<>();

  private Inputs(List<InputSpecs.Spec> specs) {
    this.specs = specs;
  }

  /** Takes what was found. */
  public interface Sink {
    void found(FoundVideo video) throws IOException;
  }

  /**
   * Reads the inputs as the user names them, lists among them.
   *
   * @throws InputException if a list can't be read
   */
  public static Inputs of(List<String> inputs) {
    return new Inputs(InputSpecs.resolve(inputs));
  }

  /** Whether a video may be found twice. */
  public boolean mayRepeat() {
    return specs.size() > 1;
  }

  /**
   * Shows everything that the inputs match, in no particular order; a named file also when it is
   * not there.
   *
   * @param allowEmpty whether an input may match nothing
   * @throws InputException if an input matches nothing or can't be listed
   */
  public void find(boolean allowEmpty, Sink sink) throws IOException {
    leftOut.clear();
    for (InputSpecs.Spec spec : specs) {
      long[] found = {0};
      InputMatcher.match(
          spec,
          video -> {
            found[0]++;
            sink.found(video);
          });
      if (found[0] == 0 && !allowEmpty) {
        throw new InputException(
            "--input=%s matches no video; give a video, a directory with videos or a glob, or"
                    .formatted(InputMatcher.shown(spec.text()))
                + " --allowEmptyInput");
      }
    }
  }

  /** How many files were left out by the last {@link #find}, by the reason. */
  public Map<String, Long> leftOut() {
    return new TreeMap<>(leftOut);
  }

  /**
   * Whether a video of an earlier run would be found by these inputs if it were there.
   *
   * @param uri as the ledger has it
   */
  public boolean cover(String uri) {
    List<InputSpecs.Spec> covering = new ArrayList<>(specs);
    return covering.stream().anyMatch(spec -> InputMatcher.covers(spec, uri));
  }
}
