// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.template.TextTemplate;

/** Reads the schema scripts of the development cluster. */
public final class StandInScripts {
  private static final Path DIRECTORY = Path.of("images/stand-ins/schema");

  private StandInScripts() {}

  /** Returns the scripts of the module {@code czar}, {@code worker} or {@code repl}, in order. */
  public static List<Path> of(String module) throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY.resolve(module))) {
      return files.sorted(Comparator.comparingInt(StandInScripts::from)).toList();
    }
  }

  private static int from(Path script) {
    String version = script.getFileName().toString().split("-", -1)[1];
    return version.equals("None") ? -1 : Integer.parseInt(version);
  }

  /** Returns the statements of a script, rendered with the variables if it is a template. */
  public static List<ScriptStatement> statements(Path script, Map<String, ?> variables)
      throws IOException {
    String text = Files.readString(script);
    boolean template = script.toString().endsWith(".jinja");
    return ScriptSplitter.split(
        template ? TextTemplate.render(text, variables) : text, script.toString());
  }
}
