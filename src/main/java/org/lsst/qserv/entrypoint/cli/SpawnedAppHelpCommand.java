package org.lsst.qserv.entrypoint.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.Masked;
import org.lsst.qserv.entrypoint.legacy.OldCommands;
import org.lsst.qserv.entrypoint.process.Exec;
import org.lsst.qserv.entrypoint.process.Limits;
import org.lsst.qserv.entrypoint.process.ServiceCommand;
import org.lsst.qserv.entrypoint.settings.BundledFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Becomes the program of an old command's service, which prints its own help. */
final class SpawnedAppHelpCommand implements Callable<Integer> {
  private final Host host;
  private final BundledFiles bundled;
  private final PositionalParamSpec command =
      PositionalParamSpec.builder()
          .index("0")
          .arity("1")
          .type(String.class)
          .paramLabel("OLDCOMMAND")
          .description("A command of the old entry point.")
          .build();

  SpawnedAppHelpCommand(Host host, BundledFiles bundled) {
    this.host = host;
    this.bundled = bundled;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this).addPositional(command);
    spec.usageMessage()
        .description("Prints the help of the program that an old command started.")
        .footer(
            "Old commands, each with a --help of its own: "
                + String.join(", ", new OldCommands(bundled.legacy()).names()),
            "Example: entrypoint spawned-app-help worker-repl");
    return spec;
  }

  @Override
  public Integer call() {
    String name = command.getValue();
    OldCommands commands = new OldCommands(bundled.legacy());
    if (!commands.names().contains(name)) {
      throw new Failure(
          ExitCode.USAGE,
          "'" + name + "' is not a command of the old entry point",
          "use one of " + String.join(", ", commands.names()));
    }
    throw new Exec(host).become(help(name, commands.program(name)));
  }

  private static ServiceCommand help(String name, String program) {
    return new ServiceCommand(
        name,
        List.of(Masked.plain(program), Masked.plain("--help")),
        Map.of(),
        Set.of(),
        Path.of("/"),
        new Limits(Map.of()));
  }
}
