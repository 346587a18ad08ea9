// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.lsst.qserv.entrypoint.schema.script.ScriptDirectory;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Schemas for tests, with their scripts in a directory. */
final class TestTargets {
  private static final String SERVER = "mysql://boss@db.example:3306/";

  private TestTargets() {}

  /** Returns the schema meta of module czar, which has a script from version 1 to 2. */
  static SchemaTarget in(Path directory) {
    return in(directory, Map.of("migrate-1-to-2.sql", "SELECT 1;\n"));
  }

  /** Returns the schema meta of module czar, with the contents of its scripts by their names. */
  static SchemaTarget in(Path directory, Map<String, String> scripts) {
    scripts.forEach((name, text) -> write(directory.resolve(name), text));
    return new SchemaTarget(
        "czar",
        "meta",
        DatabaseUrl.parse(SERVER),
        ScriptDirectory.read(directory),
        Map.of(),
        Bystanders.NONE);
  }

  /** Returns the same schema on a server that cannot be reached: its socket does not exist. */
  static SchemaTarget unreachable(Path directory) {
    return in(directory).at(unreachableUrl(directory));
  }

  /** Returns the URL of a server whose socket does not exist. */
  static DatabaseUrl unreachableUrl(Path directory) {
    return DatabaseUrl.parse(SERVER + "?socket=" + directory.resolve("absent.sock"));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
