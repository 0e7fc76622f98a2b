package org.maskfoundry.jobs.spark;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Which paths below a folder belong to a source. */
interface SourcePattern {

  /** All of them. */
  SourcePattern ALL =
      new SourcePattern() {
        @Override
        public boolean takes(Path relative) {
          return true;
        }

        @Override
        public boolean enters(Path relative) {
          return true;
        }
      };

  /** Whether a path, relative to the folder, belongs to the source. */
  boolean takes(Path relative);

  /** Whether something below a path may belong to the source. */
  boolean enters(Path relative);

  /**
   * The paths that match a glob ({@code *}, {@code **}, {@code ?}, {@code [a-z]}, {@code {a,b}}),
   * and all that is below those.
   *
   * @throws SourceException where the glob is malformed
   */
  static SourcePattern glob(String glob) throws SourceException {
    PathMatcher matcher;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException malformed) {
      throw new SourceException(
          "%s: %s. There is no file of that name either".formatted(glob, malformed.getMessage()));
    }
    int depth = glob.contains("**") ? Integer.MAX_VALUE : Path.of(glob).getNameCount();
    List<PathMatcher> above = depth == Integer.MAX_VALUE ? List.of() : above(Path.of(glob));
    return new SourcePattern() {
      @Override
      public boolean takes(Path relative) {
        for (Path path = relative; path != null; path = path.getParent()) {
          if (matcher.matches(path)) {
            return true;
          }
        }
        return false;
      }

      @Override
      public boolean enters(Path relative) {
        int names = relative.getNameCount();
        boolean mayLead = names > above.size() || above.get(names - 1).matches(relative);
        return (names < depth && mayLead) || takes(relative);
      }
    };
  }

  /**
   * What the folders above the matches of a glob match, from the first name on; nothing where the
   * glob cannot be told apart by names.
   */
  private static List<PathMatcher> above(Path glob) {
    List<PathMatcher> above = new ArrayList<>();
    try {
      for (int names = 1; names < glob.getNameCount(); names++) {
        above.add(FileSystems.getDefault().getPathMatcher("glob:" + glob.subpath(0, names)));
      }
    } catch (PatternSyntaxException severalNamesInBraces) {
      return List.of();
    }
    return above;
  }
}
