// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.catalog.SchemaModule;
import org.lsst.qserv.entrypoint.plan.ModuleSchemaPlanner;
import org.lsst.qserv.entrypoint.schema.script.ScriptDirectory;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Reads the facts of a schema module from its migration scripts. */
final class ModuleScripts {
  private ModuleScripts() {}

  /** Returns the facts of a module; without scripts, those of the labels and the table. */
  static SchemaFacts of(Settings settings, SchemaModule module, ReleaseFacts facts) {
    Optional<Path> directory = ModuleSchemaPlanner.scripts(settings, module);
    if (directory.isEmpty()) {
      return withoutScripts(module, facts, "the image has no migration scripts");
    }
    if (!Files.exists(directory.get())) {
      return withoutScripts(module, facts, "no such directory: " + directory.get());
    }
    ScriptDirectory scripts = ScriptDirectory.read(directory.get());
    String source = directory.get().toString();
    return new SchemaFacts(
        ImageFact.known(scripts.newest().number(), source),
        ImageFact.known(scripts.checksums(), source),
        module.oldestUpgradable());
  }

  private static SchemaFacts withoutScripts(
      SchemaModule module, ReleaseFacts facts, String reason) {
    return new SchemaFacts(
        version(facts, module.name()),
        ImageFact.<Map<String, String>>unknown(reason),
        module.oldestUpgradable());
  }

  /** Returns the version of a module's schema from the labels and the table. */
  static ImageFact<Integer> version(ReleaseFacts facts, String module) {
    return facts.number("schemas." + module);
  }
}
