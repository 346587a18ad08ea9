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
import org.lsst.qserv.entrypoint.fleet.FleetLimits;
import org.lsst.qserv.entrypoint.launch.FleetRequest;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options with which many databases are named. */
final class FleetOptions {
  private final OptionSpec fleet =
      option(
          "--fleet",
          "FILE|PATTERN",
          "The databases: a file, a URL a line, or mysql://user@worker-{0..70}.svc.");
  private final OptionSpec parallel =
      option(
          "--parallel",
          "N",
          "How many at the same time; default: " + FleetLimits.DEFAULT_PARALLEL + ".");
  private final OptionSpec maxFailures =
      option("--max-failures", "N", "After more than N failures none is begun.");
  private final OptionSpec report =
      option("--report", "FILE", "Where results go, a line of JSON each; default: in paths.state.");
  private final OptionSpec retry =
      option("--retry", "REPORT", "Only those without a good result there.");
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

  void addTo(CommandSpec command) {
    List.of(fleet, parallel, maxFailures, report, retry, output.spec()).forEach(command::addOption);
  }

  /**
   * Whether a fleet is meant.
   *
   * @throws Failure 64 if the options do not go together
   */
  boolean areGiven() {
    if (fleet.getValue() != null || retry.getValue() != null) {
      if (report.getValue() != null && retry.getValue() != null) {
        throw usage("--report and --retry are both given", "--retry adds to the report it names");
      }
      return true;
    }
    Stream.of(parallel, maxFailures, report, output.spec())
        .filter(option -> option.getValue() != null)
        .findFirst()
        .ifPresent(option -> {
          throw usage(
              List.of(option.names()).getFirst() + " is for a fleet", "give --fleet or --retry");
        });
    return false;
  }

  boolean isJson() {
    return output.word().equals("json");
  }

  /** The fleet that is meant. */
  FleetRequest order(Settings settings) {
    OptionalInt most = number(maxFailures, 0);
    return new FleetRequest(
        Optional.ofNullable(fleet.getValue()),
        Optional.<String>ofNullable(retry.getValue()).map(Path::of),
        Optional.<String>ofNullable(report.getValue()).map(Path::of),
        new FleetLimits(number(parallel, 1).orElse(FleetLimits.DEFAULT_PARALLEL), most),
        settings.find("database.admin-password").map(Secret.class::cast));
  }

  private static OptionalInt number(OptionSpec option, int least) {
    String text = option.getValue();
    if (text == null) {
      return OptionalInt.empty();
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return OptionalInt.of(number);
      }
    } catch (NumberFormatException e) {
      throw notANumber(option, text, least);
    }
    throw notANumber(option, text, least);
  }

  private static Failure notANumber(OptionSpec option, String text, int least) {
    return usage(
        option.longestName() + " " + text + " is not a number from " + least + " on",
        "give a number, such as " + FleetLimits.DEFAULT_PARALLEL);
  }

  private static Failure usage(String what, String fix) {
    return new Failure(ExitCode.USAGE, what, fix);
  }
}
