// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import java.nio.file.Path;
import java.util.Map;
import org.lsst.qserv.entrypoint.cluster.Command;

/** Runs programs of this machine, which must succeed. */
final class LocalCommands {
  private static final Command COMMAND = new Command(Path.of("").toAbsolutePath(), Map.of());

  String run(String... arguments) {
    return COMMAND.output(arguments);
  }
}
