package org.lsst.qserv.entrypoint.cli;

import picocli.CommandLine.Model.OptionSpec;

/** {@code --changed}: only the settings that somebody gave. */
final class ChangedOption {
  private final OptionSpec spec =
      OptionSpec.builder("--changed")
          .type(boolean.class)
          .description("Show only the settings that somebody gave.")
          .build();

  OptionSpec spec() {
    return spec;
  }

  boolean isGiven() {
    return spec.getValue() != null;
  }
}
