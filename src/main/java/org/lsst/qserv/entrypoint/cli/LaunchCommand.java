package org.lsst.qserv.entrypoint.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.catalogue.Catalogue;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.Launcher;
import org.lsst.qserv.entrypoint.plan.LaunchPlan;
import org.lsst.qserv.entrypoint.plan.PlanText;
import org.lsst.qserv.entrypoint.plan.Planner;
import org.lsst.qserv.entrypoint.plan.Target;
import org.lsst.qserv.entrypoint.readiness.Checker;
import org.lsst.qserv.entrypoint.readiness.Waiter;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Prepares and starts one role, or one component of it. */
final class LaunchCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(LaunchCommand.class);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Host host;
  private final SettingsOptions settingsOptions;
  private final List<String> serviceArguments;
  private final PositionalParamSpec role =
      positional(0, "ROLE", "What to launch; an unknown one is answered with the list.");
  private final PositionalParamSpec component =
      positional(1, "[COMPONENT]", "One component of it; without, all of them.");
  private final OptionSpec dryRun =
      OptionSpec.builder("--dry-run")
          .type(boolean.class)
          .description("Show what would be done, and do nothing.")
          .build();

  LaunchCommand(Host host, SettingsOptions settingsOptions, List<String> serviceArguments) {
    this.host = host;
    this.settingsOptions = settingsOptions;
    this.serviceArguments = serviceArguments;
  }

  private static PositionalParamSpec positional(int index, String label, String description) {
    return positional(index, "0..1", label, description);
  }

  static PositionalParamSpec positional(int index, String arity, String label, String description) {
    return PositionalParamSpec.builder()
        .index(String.valueOf(index))
        .arity(arity)
        .type(String.class)
        .paramLabel(label)
        .hideParamSyntax(true)
        .description(description)
        .build();
  }

  void addTo(CommandSpec command) {
    command.addPositional(role).addPositional(component).addOption(dryRun);
    settingsOptions.addTo(command);
  }

  /** Whether the command line names something to launch. */
  boolean isWanted() {
    return role.getValue() != null;
  }

  @Override
  public Integer call() throws InterruptedException {
    Target target = new Target(role.getValue(), Optional.ofNullable(component.getValue()));
    Settings settings = settingsOptions.read(target.role());
    LaunchPlan plan = Planner.plan(Catalogue.of(settings), target, settings, serviceArguments);
    for (Problem warning : settings.warnings()) {
      LOG.warn("{}; {}", warning.what(), warning.fix());
    }
    if (dryRun.getValue() != null) {
      host.out().print(PlanText.of(plan));
      return 0;
    }
    Waiter waiter = new Waiter(host.time(), new Checker(ANSWER)::ask);
    return new Launcher(host, settings, waiter).run(plan);
  }
}
