// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.legacy.LegacyCommands;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Prints the completion script of a shell. */
public final class CompletionCommand implements Callable<Integer> {
  private final Host host;
  private final SettingsOptions settingsOptions;
  private final BundledFiles bundled;
  private final Supplier<CommandLine> model;
  private final PositionalParamSpec shell =
      PositionalParamSpec.builder()
          .index("0")
          .arity("1")
          .type(String.class)
          .paramLabel("bash|zsh")
          .description("Shell to generate the script for.")
          .build();

  /**
   * Creates the command.
   *
   * @param model builds the model of all commands
   */
  public CompletionCommand(
      Host host,
      SettingsOptions settingsOptions,
      BundledFiles bundled,
      Supplier<CommandLine> model) {
    this.host = host;
    this.bundled = bundled;
    this.settingsOptions = settingsOptions;
    this.model = model;
  }

  public CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this).addPositional(shell);
    spec.usageMessage()
        .description("Generate a completion script for commands, roles, components and settings.")
        .footer("Example: source <(entrypoint completion bash)");
    return spec;
  }

  @Override
  public Integer call() {
    String name = shell.<String>getValue();
    if (!List.of("bash", "zsh").contains(name)) {
      throw new Failure(ExitCode.USAGE, "unsupported shell '" + name + "'", "use bash or zsh");
    }
    Settings settings = settingsOptions.read("");
    CompletionScript script =
        new CompletionScript(
            model.get(),
            components(settings),
            Map.of(
                "--mode", settings.allowedValues("mode"),
                "--log-format", settings.allowedValues("log.format"),
                "--log-level", settings.allowedValues("log.level"),
                "--module", List.copyOf(Catalog.of(settings).modules())),
            names(settings),
            new LegacyCommands(bundled.legacyCommands(settings.releaseLine().name())).options());
    host.out().print(name.equals("bash") ? script.bash() : script.zsh());
    return 0;
  }

  private static Map<String, List<String>> components(Settings settings) {
    Catalog catalog = Catalog.of(settings);
    Map<String, List<String>> components = new TreeMap<>();
    catalog
        .roles()
        .forEach(role -> components.put(role, List.copyOf(catalog.componentNames(role))));
    return components;
  }

  private static List<String> names(Settings settings) {
    List<String> names = new ArrayList<>();
    for (String name : settings.names()) {
      names.add(name);
      if (settings.isSecret(name)) {
        names.add(name + "-file");
      }
    }
    return names;
  }
}
