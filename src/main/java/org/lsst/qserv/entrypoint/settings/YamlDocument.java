package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A YAML file that holds no settings. */
public final class YamlDocument {
  private YamlDocument() {}

  /**
   * The file's content: texts (numbers as they are written), booleans, null, lists and maps. Empty
   * if the file is.
   *
   * @throws IllegalArgumentException if it is no YAML or no object, with line and column
   */
  public static Map<String, @Nullable Object> read(Path file) throws IOException {
    ConfigValue value = JacksonValues.read(new YamlForm(), Files.readString(file), file.toString());
    return new LinkedHashMap<>(Layer.document(value).root().unwrapped());
  }
}
