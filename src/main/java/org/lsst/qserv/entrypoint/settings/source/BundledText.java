// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Parses the text of the settings files in the jar. */
final class BundledText {
  private BundledText() {}

  /**
   * Parses a file and those that it includes. The origin of each value is the name of its file.
   *
   * @param name the path of the file in the jar
   */
  static Config parse(String name) {
    InputStream stream = BundledText.class.getResourceAsStream("/" + name);
    if (stream == null) {
      throw new IllegalStateException("the jar does not contain " + name);
    }
    String directory = name.substring(0, name.indexOf('/') + 1);
    return ConfigFactory.parseReader(
            new InputStreamReader(stream, StandardCharsets.UTF_8),
            ConfigParseOptions.defaults()
                .setOriginDescription(name)
                .setIncluder(new Includer(directory)))
        .resolve();
  }

  /** Includes files of the same directory in the jar. */
  private record Includer(String directory) implements ConfigIncluder {
    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      return parse(directory + what).root();
    }
  }
}
