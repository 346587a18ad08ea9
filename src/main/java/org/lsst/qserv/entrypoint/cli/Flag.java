package org.lsst.qserv.entrypoint.cli;

import picocli.CommandLine.Model.OptionSpec;

/** An option without a value: given or not. */
final class Flag {
  private final OptionSpec spec;

  Flag(String name, String description) {
    this.spec = OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  /** {@code --changed}, for commands that show settings. */
  static Flag changed() {
    return new Flag("--changed", "Show only the settings that somebody gave.");
  }

  OptionSpec spec() {
    return spec;
  }

  boolean isGiven() {
    return Boolean.TRUE.equals(spec.getValue());
  }
}
