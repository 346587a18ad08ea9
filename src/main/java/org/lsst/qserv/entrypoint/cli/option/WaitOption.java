// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

import java.time.Duration;
import java.util.Optional;
import org.lsst.qserv.entrypoint.settings.Settings;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --wait}, for commands that work on a database server. */
public final class WaitOption {
  private final Flag flag =
      new Flag("--wait", "Wait for a server that is still starting: schema.wait-timeout.");

  public OptionSpec spec() {
    return flag.spec();
  }

  /** How long to wait; empty if a server has to run already. */
  public Optional<Duration> timeout(Settings settings) {
    return flag.isGiven()
        ? settings.find("schema.wait-timeout").map(Duration.class::cast)
        : Optional.empty();
  }
}
