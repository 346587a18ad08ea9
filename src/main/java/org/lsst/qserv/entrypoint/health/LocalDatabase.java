// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.readiness.Check.LocalSql;

/**
 * The running database of this container, according to its state file. Commands in the container
 * find it without settings.
 *
 * @param mode the mode that it was started in
 */
public record LocalDatabase(String role, Path dataDirectory, Mode mode) {

  /** Returns the first running database; empty if none is running. */
  public static Optional<LocalDatabase> find(List<StateRecord> states, Host host) {
    for (StateRecord state : states) {
      if (state.check().orElse(null) instanceof LocalSql local
          && state.incarnation().isAlive(host)) {
        return Optional.of(
            new LocalDatabase(state.role(), Path.of(local.dataDirectory()), state.mode()));
      }
    }
    return Optional.empty();
  }
}
