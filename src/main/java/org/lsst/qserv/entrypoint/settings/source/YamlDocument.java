// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.host.TextFile;

/** Reads YAML files that contain something other than settings. */
public final class YamlDocument {
  private YamlDocument() {}

  /**
   * Returns the content of a file: strings (including numbers, as written), booleans, null, lists
   * and maps. The result for an empty file is an empty map.
   *
   * @throws IllegalArgumentException if it is not valid YAML, with line and column, or not an
   *     object
   * @throws IOException if it cannot be read
   */
  public static Map<String, @Nullable Object> read(Path file) throws IOException {
    return new LinkedHashMap<>(
        Layer.document(YamlValues.read(TextFile.read(file), file.toString())).root().unwrapped());
  }
}
