// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import com.typesafe.config.ConfigException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.cli.launch.LaunchCommand;
import org.lsst.qserv.entrypoint.cli.legacy.LegacyInvocation;
import org.lsst.qserv.entrypoint.cli.legacy.LegacyUpgradeCommand;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.Flag;
import org.lsst.qserv.entrypoint.cli.option.GlobalOptions;
import org.lsst.qserv.entrypoint.cli.option.LogSetup;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.CauseLine;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.Suggestion;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import org.lsst.qserv.entrypoint.settings.source.LegacyLineSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code entrypoint}: parses a command line, runs it, and reports failures. */
public final class EntrypointCommand {
  private static final Logger LOG = LoggerFactory.getLogger(EntrypointCommand.class);
  private static final String END_OF_OPTIONS = "--";

  private final Host host;
  private final BundledFiles bundled;
  private final Supplier<String> version;
  private final LogSetup logSetup;

  /**
   * Creates the command.
   *
   * @param version what {@code --version} prints
   * @param logSetup configures the log as soon as its settings are known
   */
  public EntrypointCommand(
      Host host, BundledFiles bundled, Supplier<String> version, LogSetup logSetup) {
    this.host = host;
    this.bundled = bundled;
    this.version = version;
    this.logSetup = logSetup;
  }

  /**
   * Runs a command line.
   *
   * @return the exit code
   */
  public int run(List<String> arguments) {
    int end = arguments.indexOf(END_OF_OPTIONS);
    List<String> own = end < 0 ? arguments : arguments.subList(0, end);
    List<String> serviceArguments =
        end < 0 ? List.of() : arguments.subList(end + 1, arguments.size());
    try {
      return runLine(own, serviceArguments);
    } catch (ParameterException e) {
      return report(usage(e));
    } catch (Failure e) {
      return report(e);
    } catch (ConfigException e) {
      return report(invalidStructure(e).causedBy(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.TRY_AGAIN.number();
    } catch (Exception | Error e) {
      return bug(e, host.err(), version.get());
    }
  }

  /** Reports an exception that no code expected, a damaged image included, with its stack trace. */
  public static int bug(Throwable e, PrintStream err, String version) {
    err.println("error: a bug in " + version);
    err.println("fix: report it with this stack trace");
    e.printStackTrace(err);
    return ExitCode.BUG.number();
  }

  /** Loads the legacy classes only if the line starts with a legacy command. */
  private int runLine(List<String> own, List<String> serviceArguments) throws Exception {
    int command = CommandNameScanner.indexIn(own);
    if (command < 0 || !bundled.isLegacyCommand(own.get(command))) {
      return execute(own, serviceArguments, Optional.empty());
    }
    LegacyInvocation legacy =
        new LegacyInvocation(host, bundled, own.subList(command, own.size()), serviceArguments);
    if (own.contains(CommandModel.HELP)) {
      host.out().print(legacy.help());
      return ExitCode.OK.number();
    }
    if (legacy.isUpgrade()) {
      return new LegacyUpgradeCommand(host, this::run)
          .run(own.subList(0, command), legacy.upgrade());
    }
    List<String> current = new ArrayList<>(own.subList(0, command));
    current.addAll(legacy.currentArguments());
    return execute(current, legacy.serviceArguments(), Optional.of(legacy));
  }

  private int execute(
      List<String> own, List<String> serviceArguments, Optional<LegacyInvocation> legacy)
      throws Exception {
    GlobalOptions global = new GlobalOptions();
    Commands commands = commands(global, serviceArguments, legacy);
    Collection<String> requested = requested(commands, own);
    boolean helpOfLaunch = requested.isEmpty() && own.contains(CommandModel.HELP);
    Optional<String> helpOfRole = helpOfLaunch ? helpOfRole(own) : Optional.empty();
    if (helpOfRole.isPresent()) {
      host.out().print(helpOfRole.get());
      return ExitCode.OK.number();
    }
    if (requested.isEmpty() && !helpOfLaunch) {
      bundled.prefetch(host);
    }
    LaunchCommand launch =
        new LaunchCommand(
            host, settingsOptions(global, legacy), serviceArguments, commands.names());
    CommandLine command =
        commandLine(launch, global, commands, helpOfLaunch ? commands.names() : requested);
    // with all commands in the model, a component named like a command would be parsed as one
    List<String> arguments = helpOfLaunch ? List.of(CommandModel.HELP) : own;
    ParseResult result = command.parseArgs(arguments.toArray(String[]::new));
    while (result.hasSubcommand()) {
      result = result.subcommand();
    }
    if (result.hasMatchedOption(CommandModel.HELP)) {
      host.out().print(HelpPage.of(result.commandSpec()));
      return ExitCode.OK.number();
    }
    if (result.hasMatchedOption("--version")) {
      host.out().println(version.get());
      return ExitCode.OK.number();
    }
    if (result.commandSpec().userObject() instanceof Callable<?> chosen
        && (chosen != launch || launch.isRequested())) {
      return (Integer) chosen.call();
    }
    throw new Failure(
        ExitCode.USAGE,
        "no role or command given",
        "specify a role or a command; 'entrypoint --help' lists them");
  }

  private Optional<String> helpOfRole(List<String> arguments) {
    int role = CommandNameScanner.indexIn(arguments);
    return role < 0 ? Optional.empty() : RoleHelp.of(host, bundled, arguments.get(role));
  }

  private Commands commands(
      GlobalOptions global, List<String> serviceArguments, Optional<LegacyInvocation> legacy) {
    return new Commands(
        host,
        bundled,
        () -> settingsOptions(global, legacy),
        serviceArguments,
        legacy,
        this::run,
        () -> completeModel(new GlobalOptions()));
  }

  private CommandLine completeModel(GlobalOptions global) {
    Commands all = commands(global, List.of(), Optional.empty());
    LaunchCommand launch =
        new LaunchCommand(host, settingsOptions(global, Optional.empty()), List.of(), all.names());
    return commandLine(launch, global, all, all.names());
  }

  /**
   * Returns the commands that the line may name. A command is the first argument; a later argument
   * of the same name is a component.
   */
  private static Collection<String> requested(Commands commands, List<String> arguments) {
    int first = CommandNameScanner.indexIn(arguments);
    List<String> beginning = first < 0 ? arguments : arguments.subList(0, first + 1);
    return commands.names().stream().filter(beginning::contains).toList();
  }

  private SettingsOptions settingsOptions(GlobalOptions global, Optional<LegacyInvocation> legacy) {
    // not a lambda: it would load the class LegacyInvocation on every launch
    LegacyLineSettings settings = legacy.isPresent() ? legacy.get() : LegacyLineSettings.NOTHING;
    return new SettingsOptions(host, global, logSetup, bundled, settings);
  }

  private CommandLine commandLine(
      LaunchCommand launch, GlobalOptions global, Commands commands, Collection<String> requested) {
    CommandSpec root = CommandModel.of(launch).name("entrypoint");
    root.usageMessage().description("Prepare and start the services of Qserv.");
    global.addTo(root);
    launch.addTo(root);
    root.addOption(
        new Flag("--version", "Print the version, commit, JDK and release lines.").spec());
    if (requested.size() == commands.names().size()) {
      root.usageMessage()
          .footer(
              "Roles: "
                  + String.join(", ", bundled.roleNames())
                  + "; see 'entrypoint ROLE --help'.",
              "Example: entrypoint worker xrootd -e xrootd.manager.host=redirector --dry-run");
    }
    requested.forEach(name ->
        root.addSubcommand(name, new CommandLine(commands.model(name), CommandModel.VALUES)));
    return new CommandLine(root, CommandModel.VALUES)
        .setExpandAtFiles(false)
        .setTrimQuotes(false)
        .setInterpolateVariables(false)
        .setAllowOptionsAsOptionParameters(true);
  }

  private static Failure usage(ParameterException e) {
    String help =
        "run '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help' for usage";
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unexpected(unmatched, help);
    }
    return new Failure(ExitCode.USAGE, String.valueOf(e.getMessage()), help);
  }

  private static Failure unexpected(UnmatchedArgumentException e, String help) {
    String argument = e.getUnmatched().getFirst();
    if (!argument.startsWith("-")) {
      return new Failure(ExitCode.USAGE, "unexpected argument '" + argument + "'", help);
    }
    List<String> options =
        e.getCommandLine().getCommandSpec().options().stream()
            .map(OptionSpec::longestName)
            .toList();
    return new Failure(
        ExitCode.USAGE,
        "unknown option '" + argument + "'",
        Suggestion.nearest(argument, options)
            .map(near -> "did you mean " + near + "?")
            .orElse(help));
  }

  /** The message of the library contains the place and the types, but never a value. */
  private static Failure invalidStructure(ConfigException e) {
    return new Failure(
        ExitCode.CONFIGURATION,
        "a setting or the catalog has an invalid structure: " + e.getMessage(),
        "correct the object; docs/catalog.md and docs/settings.md describe the structure");
  }

  private int report(Failure failure) {
    CauseLine.of(failure)
        .forEach(cause ->
            LOG.debug(
                "cause={} at={} message=\"{}\"", cause.type(), cause.location(), cause.message()));
    host.err().println(failure.getMessage());
    return failure.exit().number();
  }
}
