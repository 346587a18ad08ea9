// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.io.File;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.Problem;

/** Reads a user's HOCON file and detects values that HOCON would change silently. */
final class HoconFile {
  private static final ConfigResolveOptions WITHIN_THE_FILE =
      ConfigResolveOptions.noSystem().setAllowUnresolved(false);

  private static final String QUOTING =
      "correct the syntax; quote a value that contains a space, // or any of $\"{}[]:=,+#`^?!@*&\\";

  private HoconFile() {}

  /**
   * Reads the text of a file.
   *
   * @param name the name of the file, for origins
   * @param warnings receives a warning for each duplicate key
   * @throws IllegalArgumentException with the line number but without any of the text, which may
   *     contain a secret
   */
  static Config read(String text, String name, List<Problem> warnings) {
    try {
      ConfigParseOptions options =
          ConfigParseOptions.defaults()
              .setOriginDescription(name)
              .setIncluder(new RejectingIncluder());
      Config config = ConfigFactory.parseString(text, options).resolve(WITHIN_THE_FILE);
      List<HoconEntries.Entry> entries = HoconEntries.of(text);
      rejectTruncatedValues(entries);
      warnings.addAll(duplicates(entries, name));
      return marked(ConfigTree.withNumbersAsWritten(config, SettingNames.CATALOG), entries);
    } catch (ConfigException e) {
      // the library's message quotes the text
      String line = e.origin() == null ? "" : " (line " + e.origin().lineNumber() + ")";
      throw new InvalidContent("is not valid HOCON" + line, QUOTING);
    }
  }

  private static void rejectTruncatedValues(List<HoconEntries.Entry> entries) {
    entries.stream()
        .filter(HoconEntries.Entry::isTruncated)
        .findFirst()
        .ifPresent(entry -> {
          throw new InvalidContent(
              "a comment starts inside a value (line " + entry.line() + ")",
              "quote the value, or put a space before the comment");
        });
  }

  private static List<Problem> duplicates(List<HoconEntries.Entry> entries, String name) {
    Map<List<String>, HoconEntries.Entry> last = new HashMap<>();
    List<Problem> duplicates = new ArrayList<>();
    for (HoconEntries.Entry entry : entries) {
      HoconEntries.Entry earlier = last.put(entry.path(), entry);
      if (earlier != null && !entry.isAddition() && !earlier.isAddition()) {
        duplicates.add(
            Problem.configuration(
                String.format(
                    "%s: %s is set twice (lines %d and %d); the later value is used",
                    name, String.join(".", entry.path()), earlier.line(), entry.line()),
                "keep one of them"));
      }
    }
    return duplicates;
  }

  private static Config marked(Config config, List<HoconEntries.Entry> entries) {
    Config marked = config;
    for (HoconEntries.Entry entry : entries) {
      Optional<ConfigValue> value = find(marked, entry.path());
      if (entry.ambiguity().isPresent() && value.isPresent()) {
        marked =
            marked.withValue(
                ConfigUtil.joinPath(entry.path()),
                value.get().withOrigin(entry.ambiguity().get().mark(value.get().origin())));
      }
    }
    return marked;
  }

  private static Optional<ConfigValue> find(Config config, List<String> path) {
    ConfigValue value = config.root();
    for (String key : path) {
      value = value instanceof ConfigObject object ? object.get(key) : null;
    }
    return Optional.ofNullable(value).filter(found -> !(found instanceof ConfigObject));
  }

  /**
   * Rejects {@code include}, which silently ignores a missing file and may open network
   * connections.
   */
  private static final class RejectingIncluder
      implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    private static InvalidContent unsupported() {
      return new InvalidContent("'include' is not supported", "use --config once per file");
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      throw unsupported();
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
      throw unsupported();
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
      throw unsupported();
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
      throw unsupported();
    }
  }
}
