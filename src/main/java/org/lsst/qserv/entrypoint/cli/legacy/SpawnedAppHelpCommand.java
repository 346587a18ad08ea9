// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.legacy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.process.Exec;
import org.lsst.qserv.entrypoint.process.ResourceLimits;
import org.lsst.qserv.entrypoint.process.ServiceCommand;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Executes the program of a legacy command with {@code --help}. */
public final class SpawnedAppHelpCommand implements Callable<Integer> {
  private final Host host;
  private final BundledFiles bundled;
  private final PositionalParamSpec command =
      PositionalParamSpec.builder()
          .index("0")
          .arity("1")
          .type(String.class)
          .paramLabel("COMMAND")
          .description("Command of the Python entry point.")
          .build();

  public SpawnedAppHelpCommand(Host host, BundledFiles bundled) {
    this.host = host;
    this.bundled = bundled;
  }

  public CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this).addPositional(command);
    spec.usageMessage()
        .description("Print the help of the program that a legacy command starts.")
        .footer(
            "Legacy commands: " + String.join(", ", bundled.legacyCommandNames()),
            "Example: entrypoint spawned-app-help worker-repl");
    return spec;
  }

  @Override
  public Integer call() {
    String name = command.getValue();
    if (!bundled.isLegacyCommand(name)) {
      throw new Failure(
          ExitCode.USAGE,
          "'" + name + "' is not a legacy command",
          "use one of " + String.join(", ", bundled.legacyCommandNames()));
    }
    throw new Exec(host)
        .execute(
            help(name, new LegacyInvocation(host, bundled, List.of(name), List.of()).program()));
  }

  private static ServiceCommand help(String name, String program) {
    return new ServiceCommand(
        name,
        List.of(RedactedText.plain(program), RedactedText.plain("--help")),
        Map.of(),
        Set.of(),
        Path.of("/"),
        new ResourceLimits(Map.of()),
        Optional.empty());
  }
}
