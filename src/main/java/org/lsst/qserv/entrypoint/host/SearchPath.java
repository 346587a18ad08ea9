// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The directories in which programs are looked up, as {@code execvp(3)} does. */
public final class SearchPath {
  private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

  private SearchPath() {}

  /**
   * Returns the files with the name of a program, which need not be executable, in the order of the
   * search.
   *
   * @param path the value of {@code PATH}; empty for the default
   */
  public static List<Path> find(String program, Optional<String> path) {
    List<Path> found = new ArrayList<>();
    for (String directory : path.orElse(DEFAULT_PATH).split(":", -1)) {
      Path candidate = Path.of(directory.isEmpty() ? "." : directory).resolve(program);
      if (!program.isEmpty() && Files.isRegularFile(candidate)) {
        found.add(candidate);
      }
    }
    return found;
  }

  /** Returns whether all programs are found; see {@link #find}. */
  public static boolean hasAll(Optional<String> path, List<String> programs) {
    for (String program : programs) {
      if (find(program, path).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
