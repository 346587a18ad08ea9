// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Templates that are rendered by Jinja2 and by us. {@code NAME.expected} is the output of Jinja2
 * for {@code NAME.jinja}. Known differences are in {@code differences}, with our output in {@code
 * NAME.ours}.
 */
final class JinjaCases {
  static final Path FOLDER = Path.of("src/test/resources/jinja").toAbsolutePath();
  static final Path DIFFERENCES = FOLDER.resolve("differences");

  private JinjaCases() {}

  /** Returns the cases in which our output must equal that of Jinja2. */
  static List<Path> alike() throws IOException {
    return in(FOLDER);
  }

  /** Returns the known differences. */
  static List<Path> different() throws IOException {
    return in(DIFFERENCES);
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jinja")).sorted().toList();
    }
  }

  /** Returns a file of a case by its extension. */
  static Path sibling(Path jinja, String ending) {
    String name = jinja.getFileName().toString();
    return jinja.resolveSibling(name.substring(0, name.length() - "jinja".length()) + ending);
  }

  /** Returns our output: the text, or the first error. */
  static String render(Path jinja) throws IOException {
    FirstError error = new FirstError();
    String text =
        new JinjaTemplate(variables(), jinja, List.of(FOLDER), error)
            .render(Files.readString(jinja));
    return error.text.isEmpty() ? text : error.text;
  }

  private static Map<String, @Nullable Object> variables() throws IOException {
    Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    new ObjectMapper()
        .readValue(
            FOLDER.resolve("variables.json").toFile(),
            new TypeReference<LinkedHashMap<String, Object>>() {})
        .forEach(variables::put);
    return variables;
  }

  private static final class FirstError implements JinjaTemplate.Report {
    private String text = "";

    @Override
    public void undefined(Path file, int line, String name) {
      add("undefined: line " + line);
    }

    @Override
    public void error(Path file, int line, String message) {
      add("error: line " + line);
    }

    private void add(String line) {
      text = text.isEmpty() ? line : text;
    }
  }
}
