// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

import java.time.Duration;
import java.util.Optional;
import org.lsst.qserv.entrypoint.settings.Settings;
import picocli.CommandLine.Model.OptionSpec;

/** The option {@code --wait} of commands that use a database server. */
public final class WaitOption {
  private final Flag flag =
      new Flag("--wait", "Wait for a server that is starting, up to schema.wait-timeout.");

  public OptionSpec spec() {
    return flag.spec();
  }

  /** Returns how long to wait; empty if the server must be running already. */
  public Optional<Duration> timeout(Settings settings) {
    return flag.isGiven()
        ? settings.find("schema.wait-timeout").map(Duration.class::cast)
        : Optional.empty();
  }
}
