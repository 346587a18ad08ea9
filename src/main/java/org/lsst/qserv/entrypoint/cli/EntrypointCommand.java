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
import org.lsst.qserv.entrypoint.cli.legacy.LegacyLine;
import org.lsst.qserv.entrypoint.cli.legacy.LegacyUpgradeCommand;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.Flag;
import org.lsst.qserv.entrypoint.cli.option.GlobalOptions;
import org.lsst.qserv.entrypoint.cli.option.LogSetup;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.legacy.Translation;
import org.lsst.qserv.entrypoint.settings.Suggestion;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import org.lsst.qserv.entrypoint.settings.source.TranslatedSettings;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code entrypoint}: its model, and what every command has in common. */
public final class EntrypointCommand {
  private static final String END_OF_OPTIONS = "--";

  private final Host host;
  private final BundledFiles bundled;
  private final Supplier<String> version;
  private final LogSetup logSetup;

  /**
   * The command.
   *
   * @param version what {@code --version} prints
   * @param logSetup is told of the log's settings when they are known
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
  public int run(List<String> words) {
    int end = words.indexOf(END_OF_OPTIONS);
    List<String> own = end < 0 ? words : words.subList(0, end);
    List<String> forService = end < 0 ? List.of() : words.subList(end + 1, words.size());
    try {
      return runLine(own, forService);
    } catch (ParameterException e) {
      return report(usage(e));
    } catch (Failure e) {
      return report(e);
    } catch (ConfigException e) {
      return report(wrongShape(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.TRY_AGAIN.number();
    } catch (Exception | Error e) {
      return bug(e, host.err(), version.get());
    }
  }

  /** What nobody thought of, a damaged image included: nothing that a person mends in settings. */
  public static int bug(Throwable e, PrintStream err, String version) {
    err.println("error: a bug in " + version);
    err.println("fix: report it with this stack trace");
    e.printStackTrace(err);
    return ExitCode.BUG.number();
  }

  /** Nothing of the old commands is loaded unless the line starts with the name of one. */
  private int runLine(List<String> own, List<String> forService) throws Exception {
    int command = CommandNameScanner.of(own);
    if (command < 0 || !bundled.isLegacyCommand(own.get(command))) {
      return execute(own, forService, Optional.empty());
    }
    LegacyLine line = new LegacyLine(bundled, own.subList(command, own.size()));
    if (own.contains(CommandModel.HELP)) {
      host.out().print(line.help());
      return ExitCode.OK.number();
    }
    if (line.isUpgrade()) {
      return new LegacyUpgradeCommand(host, this::run)
          .run(own.subList(0, command), line.upgrade(host.environment()));
    }
    Translation translation = line.translate(forService, host.environment());
    List<String> today = new ArrayList<>(own.subList(0, command));
    today.addAll(line.today(translation));
    return execute(today, translation.arguments(), Optional.of(translation));
  }

  private int execute(List<String> own, List<String> forService, Optional<Translation> old)
      throws Exception {
    GlobalOptions global = new GlobalOptions();
    Commands commands = commands(global, forService, old);
    Collection<String> named = named(commands, own);
    if (named.isEmpty()) {
      bundled.prefetch();
    }
    LaunchCommand launch =
        new LaunchCommand(host, settingsOptions(global, old), forService, commands.names());
    boolean helpOfLaunch = named.isEmpty() && own.contains(CommandModel.HELP);
    int role = CommandNameScanner.of(own);
    Optional<String> helpOfRole =
        helpOfLaunch && role >= 0 ? RoleHelp.of(bundled, own.get(role)) : Optional.empty();
    if (helpOfRole.isPresent()) {
      host.out().print(helpOfRole.get());
      return ExitCode.OK.number();
    }
    CommandLine command =
        commandLine(launch, global, commands, helpOfLaunch ? commands.names() : named);
    // beside all commands a component with the name of one would be taken for it
    List<String> words = helpOfLaunch ? List.of(CommandModel.HELP) : own;
    ParseResult result = command.parseArgs(words.toArray(String[]::new));
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
        && (chosen != launch || launch.isWanted())) {
      return (Integer) chosen.call();
    }
    throw new Failure(
        ExitCode.USAGE,
        "no role or command given",
        "name a role or a command; 'entrypoint --help' lists them");
  }

  private Commands commands(
      GlobalOptions global, List<String> forService, Optional<Translation> old) {
    return new Commands(
        host,
        bundled,
        () -> settingsOptions(global, old),
        forService,
        old,
        this::run,
        () -> whole(new GlobalOptions()));
  }

  private CommandLine whole(GlobalOptions global) {
    Commands all = commands(global, List.of(), Optional.empty());
    LaunchCommand launch =
        new LaunchCommand(host, settingsOptions(global, Optional.empty()), List.of(), all.names());
    return commandLine(launch, global, all, all.names());
  }

  /**
   * Only what the line names: a command is the first word, behind it a component may be called so.
   */
  private static Collection<String> named(Commands commands, List<String> words) {
    int first = CommandNameScanner.of(words);
    List<String> beginning = first < 0 ? words : words.subList(0, first + 1);
    return commands.names().stream().filter(beginning::contains).toList();
  }

  private SettingsOptions settingsOptions(GlobalOptions global, Optional<Translation> old) {
    // no lambda: it would load the class of a translation with every line
    TranslatedSettings translated =
        old.isPresent() ? old.get().translated() : TranslatedSettings.NOTHING;
    return new SettingsOptions(host, global, logSetup, bundled, translated);
  }

  private CommandLine commandLine(
      LaunchCommand launch, GlobalOptions global, Commands commands, Collection<String> named) {
    CommandSpec root = CommandModel.of(launch).name("entrypoint");
    root.usageMessage().description("Prepares and starts the services of Qserv.");
    global.addTo(root);
    launch.addTo(root);
    root.addOption(new Flag("--version", "Print version, commit, JDK and release lines.").spec());
    if (named.size() == commands.names().size()) {
      root.usageMessage()
          .footer(
              "Command lines of the old entry point keep working: entrypoint spawned-app-help"
                  + " --help names them.",
              "Example: entrypoint worker xrootd -e xrootd.manager.host=redirector --dry-run");
    }
    named.forEach(name ->
        root.addSubcommand(name, new CommandLine(commands.model(name), CommandModel.VALUES)));
    return new CommandLine(root, CommandModel.VALUES)
        .setExpandAtFiles(false)
        .setTrimQuotes(false)
        .setInterpolateVariables(false)
        .setAllowOptionsAsOptionParameters(true);
  }

  private static Failure usage(ParameterException e) {
    String help =
        "run '"
            + e.getCommandLine().getCommandSpec().qualifiedName()
            + " --help' for its arguments";
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

  /** The library's message names place and types, never a value. */
  private static Failure wrongShape(ConfigException e) {
    return new Failure(
        ExitCode.CONFIGURATION,
        "a setting or the catalog has the wrong shape: " + e.getMessage(),
        "docs/catalog.md and docs/settings.md say what is expected");
  }

  private int report(Failure failure) {
    host.err().println(failure.getMessage());
    return failure.exit().number();
  }
}
