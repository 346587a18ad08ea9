// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mode.ModeSources;
import org.lsst.qserv.entrypoint.readiness.Check.LocalSql;

/**
 * The running database of this container, according to its state document. Commands in the
 * container find it without settings.
 *
 * @param modeSources what determines the mode of its role
 */
public record LocalDatabase(String role, Path dataDirectory, ModeSources modeSources) {

  /** Returns the first running database; empty if none is running. */
  public static Optional<LocalDatabase> find(List<StateDocument> states, Host host) {
    for (StateDocument state : states) {
      for (ComponentReport component : state.components()) {
        boolean alive = component.process().filter(process -> process.isAlive(host)).isPresent();
        if (alive && component.check().orElse(null) instanceof LocalSql local) {
          return Optional.of(
              new LocalDatabase(
                  state.role(), Path.of(local.dataDirectory()), state.mode().sources()));
        }
      }
    }
    return Optional.empty();
  }
}
