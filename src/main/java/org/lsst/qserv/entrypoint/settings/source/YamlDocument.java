// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.host.TextFile;

/** A YAML file that holds no settings. */
public final class YamlDocument {
  private YamlDocument() {}

  /**
   * Returns the file's content: texts (numbers as they are written), booleans, null, lists and
   * maps. Empty if the file is.
   *
   * @throws IllegalArgumentException if it is not YAML or not an object, with line and column
   * @throws IOException if it cannot be read
   */
  public static Map<String, @Nullable Object> read(Path file) throws IOException {
    return new LinkedHashMap<>(
        Layer.document(YamlValues.read(TextFile.read(file), file.toString())).root().unwrapped());
  }
}
