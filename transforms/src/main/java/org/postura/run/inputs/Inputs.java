package org.postura.run.inputs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.postura.store.Location;

/**
 * The inputs of a run: files, directories, globs, and lists of them. What they stand for is shown
 * as it is found, and may be asked for again.
 *
 * <p>A directory, or a prefix that ends in {@code /}, is searched for videos and photos: hidden
 * files, those that begin with {@code _}, and kinds of files that surely are none are left out and
 * counted; all others are shown, since their content decides. A glob takes all that it matches, and
 * a named file is taken as it is.
 */
public final class Inputs {
  private final InputSpecs specs;
  private final Map<String, Long> leftOut = new TreeMap<>();

  /** Those that stand for more than the one file that they name. */
  private final Set<InputSpecs.Spec> wide = new HashSet<>();

  private Inputs(InputSpecs specs) {
    this.specs = specs;
  }

  /** Takes what was found. */
  public interface Sink {
    void found(FoundVideo video) throws IOException;
  }

  /** The inputs as the user names them, lists among them. */
  public static Inputs of(List<String> inputs) {
    return new Inputs(new InputSpecs(inputs));
  }

  /** Whether a name ends like those of videos, photos or other kinds of files that are known. */
  public static boolean isFileName(String name) {
    return name.indexOf('.') >= 0 && (Kinds.isPicture(name) || Kinds.isOther(name));
  }

  /** Whether a video may be found twice. */
  public boolean mayRepeat() {
    return specs.mayBeMany();
  }

  /**
   * Shows everything that the inputs match, in no particular order; a named file also when it is
   * not there.
   *
   * @param allowEmpty whether an input may match nothing
   * @throws InputException if a list can't be read, or an input matches nothing or can't be listed
   */
  public void find(boolean allowEmpty, Sink sink) throws IOException {
    leftOut.clear();
    try {
      specs.forEach(spec -> find(spec, allowEmpty, sink));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void find(InputSpecs.Spec spec, boolean allowEmpty, Sink sink) {
    long[] counts = {0, 0};
    InputMatcher.match(
        spec,
        new Finds() {
          @Override
          public void found(FoundVideo video) {
            counts[0]++;
            try {
              sink.found(video);
            } catch (IOException e) {
              throw new UncheckedIOException(e); // Not a fault of the input's.
            }
          }

          @Override
          public void leftOut(String reason) {
            counts[1]++;
            leftOut.merge(reason, 1L, Long::sum);
          }
        });
    if (spec.list() == null || isWide(spec)) {
      wide.add(spec);
    }
    if (counts[0] == 0 && !allowEmpty) {
      throw new InputException(
          String.format(
                  Locale.ROOT,
                  "%s matches no video%s; give a video, a directory with videos or a glob, or",
                  spec,
                  counts[1] == 0
                      ? ""
                      : String.format(Locale.ROOT, ", but %d of other kinds", counts[1]))
              + " --allowEmptyInput");
    }
  }

  private static boolean isWide(InputSpecs.Spec spec) {
    Location location = Location.of(spec.text()).absolute();
    return location.endsWithSlash()
        || InputMatcher.isGlob(spec, location)
        || location.isLocal() && Files.isDirectory(location.path());
  }

  /** How many files were left out by the last {@link #find}, by what they are, in the plural. */
  public Map<String, Long> leftOut() {
    return new TreeMap<>(leftOut);
  }

  /**
   * Whether a video of an earlier run would be found by the inputs of the last {@link #find} if it
   * were there. That a list no longer names a video does not say that it has gone.
   *
   * @param uri as the ledger has it
   */
  public boolean cover(String uri) {
    return uri != null && wide.stream().anyMatch(spec -> InputMatcher.covers(spec, uri));
  }
}
