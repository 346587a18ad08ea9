// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

import picocli.CommandLine.Model.OptionSpec;

/** An option without a value: given or not. */
public final class Flag {
  private final OptionSpec spec;

  public Flag(String name, String description) {
    this.spec = OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  /** {@code --changed}, for commands that show settings. */
  public static Flag changed() {
    return new Flag("--changed", "Show only the settings that somebody gave.");
  }

  public OptionSpec spec() {
    return spec;
  }

  public boolean isGiven() {
    return Boolean.TRUE.equals(spec.getValue());
  }
}
