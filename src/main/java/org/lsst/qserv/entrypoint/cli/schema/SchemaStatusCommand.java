// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.schema;

import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.OutputOption;
import org.lsst.qserv.entrypoint.io.IndentedJson;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaStatus;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the version and state of a schema. */
final class SchemaStatusCommand implements Callable<Integer> {
  private final ModuleOption module;
  private final OutputOption output = new OutputOption("text", "json");

  SchemaStatusCommand(ModuleOption module) {
    this.module = module;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this).addOption(output.spec());
    spec.usageMessage()
        .description(
            "Show the current version of a schema, the newest version of its scripts, and the"
                + " session that upgrades it.")
        .footer("Example: entrypoint schema status --module worker");
    module.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() {
    String format = output.format();
    SchemaStatus status = SchemaStatus.read(module.select().target());
    module.host().out().print(format.equals("json") ? json(status) : text(status));
    return 0;
  }

  private static String text(SchemaStatus status) {
    StringBuilder text = new StringBuilder();
    text.append("%s: %s%n".formatted(status.module(), status.state()));
    text.append("  database  %s on %s%n".formatted(status.database(), status.server()));
    text.append("  version   %s%n".formatted(status.version()));
    text.append("  newest    %s%n".formatted(status.newest()));
    status.unfinished().ifPresent(upgrade -> text.append("  unfinished  %s%n".formatted(upgrade)));
    status
        .upgradingSession()
        .ifPresent(session -> text.append("  upgrading    %s%n".formatted(session)));
    if (!status.journalReadable()) {
      text.append(
          "  the journal cannot be read, so an unfinished upgrade would not be detected; grant SELECT"
              + " on qservSchemaJournal.*\n");
    }
    return text.toString();
  }

  private static String json(SchemaStatus status) {
    return IndentedJson.object(json -> {
      json.writeStringField("module", status.module());
      json.writeStringField("state", status.state().toString());
      json.writeStringField("database", status.database());
      json.writeStringField("server", status.server());
      if (status.version().isInitialized()) {
        json.writeNumberField("version", status.version().number());
      } else {
        json.writeNullField("version");
      }
      json.writeNumberField("newest", status.newest().number());
      json.writeStringField("unfinished", status.unfinished().orElse(null));
      json.writeStringField("upgraded-by", status.upgradingSession().orElse(null));
      json.writeBooleanField("journal-readable", status.journalReadable());
    });
  }
}
