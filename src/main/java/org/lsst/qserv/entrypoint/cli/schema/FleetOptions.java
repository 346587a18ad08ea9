// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.schema;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.cli.option.HelpSection;
import org.lsst.qserv.entrypoint.cli.option.OutputOption;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.fleet.FleetDefaults;
import org.lsst.qserv.entrypoint.fleet.FleetLimits;
import org.lsst.qserv.entrypoint.launch.FleetRequest;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of an upgrade of many databases. */
final class FleetOptions {
  private final OptionSpec fleet =
      option(
          "--fleet",
          "FILE|PATTERN",
          "Databases: a file with one URL per line, or mysql://user@worker-{0..70}.svc.");
  private final OptionSpec parallel =
      option(
          "--parallel",
          "N",
          "Maximum number of concurrent upgrades (default " + FleetLimits.DEFAULT_PARALLEL + ").");
  private final OptionSpec maxFailures =
      option(
          "--max-failures",
          "N",
          "Stop starting upgrades after more than N failures (default: no limit).");
  private final OptionSpec report =
      option(
          "--report",
          "FILE",
          "Write results to FILE as JSON lines (default: a file in paths.state).");
  private final OptionSpec retry =
      option(
          "--retry", "REPORT", "Upgrade only the databases without a successful result in REPORT.");
  private final OutputOption output = OutputOption.inSection(HelpSection.FLEET, "text", "json");

  private static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .descriptionKey(HelpSection.FLEET)
        .build();
  }

  /** Adds the options to a command. */
  void addTo(CommandSpec command) {
    List.of(fleet, parallel, maxFailures, report, retry, output.spec()).forEach(command::addOption);
  }

  /**
   * Returns whether the command line requests a fleet.
   *
   * @throws Failure with exit code 64 if the options cannot be combined
   */
  boolean areGiven() {
    if (fleet.getValue() != null || retry.getValue() != null) {
      if (report.getValue() != null && retry.getValue() != null) {
        throw usage(
            "--report cannot be used with --retry",
            "omit --report: --retry appends to its own report");
      }
      return true;
    }
    Stream.of(parallel, maxFailures, report, output.spec())
        .filter(option -> option.getValue() != null)
        .findFirst()
        .ifPresent(option -> {
          throw usage(
              List.of(option.names()).getFirst() + " requires a fleet", "add --fleet or --retry");
        });
    return false;
  }

  /** Returns whether the summary is printed as JSON. */
  boolean isJson() {
    return output.format().equals("json");
  }

  /** Returns the requested fleet. */
  FleetRequest request(Settings settings) {
    OptionalInt limit = number(maxFailures, 0);
    return new FleetRequest(
        Optional.ofNullable(fleet.getValue()),
        Optional.<String>ofNullable(retry.getValue()).map(Path::of),
        Optional.<String>ofNullable(report.getValue()).map(Path::of),
        new FleetLimits(number(parallel, 1).orElse(FleetLimits.DEFAULT_PARALLEL), limit),
        new FleetDefaults(
            settings.find("database.admin-password").map(Secret.class::cast),
            settings.tls("database.admin-url")));
  }

  private static OptionalInt number(OptionSpec option, int minimum) {
    String text = option.getValue();
    if (text == null) {
      return OptionalInt.empty();
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= minimum) {
        return OptionalInt.of(number);
      }
    } catch (NumberFormatException e) {
      throw invalidNumber(option, text, minimum).causedBy(e);
    }
    throw invalidNumber(option, text, minimum);
  }

  private static Failure invalidNumber(OptionSpec option, String text, int minimum) {
    return usage(
        "invalid value '"
            + text
            + "' for "
            + option.longestName()
            + " (must be at least "
            + minimum
            + ")",
        "use a number, such as " + FleetLimits.DEFAULT_PARALLEL);
  }

  private static Failure usage(String what, String fix) {
    return new Failure(ExitCode.USAGE, what, fix);
  }
}
