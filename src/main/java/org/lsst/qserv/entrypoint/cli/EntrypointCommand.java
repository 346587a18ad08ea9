package org.lsst.qserv.entrypoint.cli;

import com.typesafe.config.ConfigException;
import java.util.List;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.BundledFiles;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code entrypoint}: its model, and what every command has in common. */
public final class EntrypointCommand {
  private static final String END_OF_OPTIONS = "--";

  /** Runs often and beside a service, and needs no more than the core settings. */
  private static final String PROBE = "probe";

  private final Host host;
  private final String version;
  private final LogSetup logSetup;
  private final BundledFiles bundled = new BundledFiles();

  /**
   * The command.
   *
   * @param version what {@code --version} prints
   * @param logSetup is told of the log's settings when they are known
   */
  public EntrypointCommand(Host host, String version, LogSetup logSetup) {
    this.host = host;
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
    if (!own.isEmpty() && !own.getFirst().equals(PROBE)) {
      bundled.readAhead();
    }
    try {
      return execute(own, forService);
    } catch (ParameterException e) {
      return report(usage(e));
    } catch (Failure e) {
      return report(e);
    } catch (ConfigException e) {
      return report(wrongShape(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.TRY_AGAIN.number();
    } catch (Exception e) {
      host.err().println("error: a bug in entrypoint " + version);
      host.err().println("fix: report it with this stack trace");
      e.printStackTrace(host.err());
      return ExitCode.BUG.number();
    }
  }

  private int execute(List<String> own, List<String> forService) throws Exception {
    GlobalOptions global = new GlobalOptions();
    LaunchCommand launch =
        new LaunchCommand(host, new SettingsOptions(host, global, logSetup, bundled), forService);
    CommandLine command = commandLine(launch, global);
    ParseResult result = command.parseArgs(own.toArray(String[]::new));
    while (result.hasSubcommand()) {
      result = result.subcommand();
    }
    if (result.hasMatchedOption("--help")) {
      result.commandSpec().commandLine().usage(host.out(), Ansi.OFF);
      return ExitCode.OK.number();
    }
    if (result.hasMatchedOption("--version")) {
      host.out().println(version);
      return ExitCode.OK.number();
    }
    if (result.commandSpec().userObject() instanceof Callable<?> chosen
        && (chosen != launch || launch.isWanted())) {
      return (Integer) chosen.call();
    }
    throw new Failure(
        ExitCode.USAGE, "there is nothing to do", "name a role, or read entrypoint --help");
  }

  private CommandLine commandLine(LaunchCommand launch, GlobalOptions global) {
    CommandSpec root = CommandSpec.wrapWithoutInspection(launch).name("entrypoint");
    root.usageMessage().description("Prepares and starts the services of Qserv.");
    global.addTo(root);
    launch.addTo(root);
    root.addOption(flag("--version", "Print the version."));
    root.addOption(flag("--help", "Print this help."));
    CommandSpec probe =
        new ProbeCommand(host, new SettingsOptions(host, global, logSetup, bundled)).spec();
    probe.addOption(flag("--help", "Print this help."));
    root.addSubcommand(PROBE, probe);
    CommandSpec train = new TrainCommand(host, this::run).spec();
    root.addSubcommand("train", train);
    return new CommandLine(root)
        .setExpandAtFiles(false)
        .setTrimQuotes(false)
        .setInterpolateVariables(false)
        .setAllowOptionsAsOptionParameters(true);
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name)
        .type(boolean.class)
        .usageHelp(name.equals("--help"))
        .description(description)
        .build();
  }

  private static Failure usage(ParameterException e) {
    String fix = "read entrypoint --help";
    if (e instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().getFirst();
      return new Failure(ExitCode.USAGE, "'" + word + "' is one word too many, or no option", fix);
    }
    return new Failure(ExitCode.USAGE, String.valueOf(e.getMessage()), fix);
  }

  /** The library's message names place and types, never a value. */
  private static Failure wrongShape(ConfigException e) {
    return new Failure(
        ExitCode.CONFIGURATION,
        "a setting or the catalogue has the wrong shape: " + e.getMessage(),
        "docs/catalogue.md and docs/settings.md say what is expected");
  }

  private int report(Failure failure) {
    host.err().println(failure.getMessage());
    return failure.exit().number();
  }
}
