// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

import picocli.CommandLine.Model.OptionSpec;

/** An option without a value. */
public final class Flag {
  private final OptionSpec spec;

  public Flag(String name, String description) {
    this.spec = OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  /** Returns the option {@code --changed} of commands that show settings. */
  public static Flag changed() {
    return new Flag("--changed", "Show only settings that differ from their defaults.");
  }

  public OptionSpec spec() {
    return spec;
  }

  /** Returns whether the command line has the option. */
  public boolean isGiven() {
    return Boolean.TRUE.equals(spec.getValue());
  }
}
