package org.lsst.qserv.entrypoint.plan;

import com.typesafe.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folders where releases of Qserv keep their migration scripts, which the old entry point found
 * without a setting.
 *
 * @param candidates in the order of preference
 */
record ScriptFolders(List<Path> candidates) {
  private static final String FOLDERS = "schema.script-folders";

  /** The folders of a catalog. */
  static ScriptFolders of(Config catalog) {
    List<String> names = catalog.hasPath(FOLDERS) ? catalog.getStringList(FOLDERS) : List.of();
    return new ScriptFolders(names.stream().map(Path::of).toList());
  }

  /** Returns the first folder that exists in this image. */
  Optional<Path> existing() {
    return candidates.stream().filter(Files::isDirectory).findFirst();
  }
}
