package org.lsst.qserv.entrypoint.cli;

import com.typesafe.config.ConfigException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.BundledFiles;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code entrypoint}: its model, and what every command has in common. */
public final class EntrypointCommand {
  private static final String END_OF_OPTIONS = "--";
  private static final String HELP = "--help";

  /** Makes the values of repeated options. Picocli's own factory would look for Groovy first. */
  private static final IFactory LISTS =
      new IFactory() {
        @Override
        public <K> K create(Class<K> type) {
          return type.cast(new ArrayList<String>());
        }
      };

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
      host.err().println("error: a bug in entrypoint " + version.get());
      host.err().println("fix: report it with this stack trace");
      e.printStackTrace(host.err());
      return ExitCode.BUG.number();
    }
  }

  private int execute(List<String> own, List<String> forService) throws Exception {
    GlobalOptions global = new GlobalOptions();
    LaunchCommand launch = new LaunchCommand(host, settingsOptions(global), forService);
    CommandLine command = commandLine(launch, global, own);
    ParseResult result = command.parseArgs(own.toArray(String[]::new));
    while (result.hasSubcommand()) {
      result = result.subcommand();
    }
    if (result.hasMatchedOption(HELP)) {
      result.commandSpec().commandLine().usage(host.out(), Ansi.OFF);
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
        ExitCode.USAGE, "there is nothing to do", "name a role, or read entrypoint --help");
  }

  private SettingsOptions settingsOptions(GlobalOptions global) {
    return new SettingsOptions(host, global, logSetup, bundled);
  }

  private CommandLine commandLine(LaunchCommand launch, GlobalOptions global, List<String> words) {
    CommandSpec root = command(launch).name("entrypoint");
    root.usageMessage().description("Prepares and starts the services of Qserv.");
    global.addTo(root);
    launch.addTo(root);
    root.addOption(flag("--version", "Print the version."));
    // A model takes a millisecond or two to make: only what this line may name, and all for the
    // help.
    subcommands(global)
        .forEach((name, spec) -> {
          if (words.contains(name) || words.contains(HELP)) {
            root.addSubcommand(name, new CommandLine(spec.get(), LISTS));
          }
        });
    return new CommandLine(root, LISTS)
        .setExpandAtFiles(false)
        .setTrimQuotes(false)
        .setInterpolateVariables(false)
        .setAllowOptionsAsOptionParameters(true);
  }

  private Map<String, Supplier<CommandSpec>> subcommands(GlobalOptions global) {
    Map<String, Supplier<CommandSpec>> commands = new LinkedHashMap<>();
    commands.put("probe", () -> new ProbeCommand(host, settingsOptions(global)).spec());
    commands.put("template", () -> new TemplateCommand(host, settingsOptions(global)).spec());
    commands.put("train", () -> new TrainCommand(host, this::run).spec());
    commands.put("compact", () -> new CompactCommand(bundled).spec());
    return commands;
  }

  /** The model of a command, which every one has a help for. */
  static CommandSpec command(Callable<Integer> action) {
    return CommandSpec.wrapWithoutInspection(action, LISTS)
        .addOption(
            OptionSpec.builder(HELP)
                .type(boolean.class)
                .usageHelp(true)
                .description("Print this help.")
                .build());
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
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
