// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

import java.time.Duration;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.settings.type.Durations;
import picocli.CommandLine.Model.OptionSpec;

/** An option whose value is a duration, in the notation of settings: {@code 30s}, {@code 5m}. */
public final class DurationOption {
  private final String name;
  private final OptionSpec spec;

  public DurationOption(String name, String description) {
    this.name = name;
    this.spec =
        OptionSpec.builder(name)
            .type(String.class)
            .arity("1")
            .paramLabel("DURATION")
            .description(description)
            .build();
  }

  public OptionSpec spec() {
    return spec;
  }

  /**
   * Returns the duration; empty if the command line does not have the option.
   *
   * @throws Failure with exit code 64 if the value is not a duration
   */
  public Optional<Duration> value() {
    return Optional.<String>ofNullable(spec.getValue()).map(this::parse);
  }

  private Duration parse(String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Failure(
              ExitCode.USAGE, name + ": " + e.getMessage(), "specify one such as 30s, 5m or 1h")
          .causedBy(e);
    }
  }
}
