package org.lsst.qserv.entrypoint.cli;

import java.time.Duration;
import java.util.Optional;
import org.lsst.qserv.entrypoint.settings.Settings;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --wait}, for commands that work on a database server. */
final class WaitOption {
  private final Flag flag =
      new Flag("--wait", "Wait for a server that is still starting: schema.wait-timeout.");

  OptionSpec spec() {
    return flag.spec();
  }

  /** How long to wait; empty if a server has to run already. */
  Optional<Duration> timeout(Settings settings) {
    return flag.isGiven()
        ? settings.find("schema.wait-timeout").map(Duration.class::cast)
        : Optional.empty();
  }
}
