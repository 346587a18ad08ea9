// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.upgrade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.SystemUser;
import org.lsst.qserv.entrypoint.io.JsonString;
import org.lsst.qserv.entrypoint.mariadb.datadir.ServerVersion;

/**
 * The upgrades of a data directory, recorded in a file next to it with one JSON object per line. An
 * upgrade that was killed has a line with state {@code started} that no line with state {@code
 * done} or {@code failed} follows before the next {@code started}.
 */
final class UpgradeRecord {
  private final Path file;
  private final Host host;

  UpgradeRecord(Path dataDirectory, Host host) {
    this.file = dataDirectory.resolveSibling(dataDirectory.getFileName() + ".upgrades");
    this.host = host;
  }

  Path file() {
    return file;
  }

  /** Appends a line and writes it to disk. */
  void add(String state, Optional<ServerVersion> from, ServerVersion to) throws IOException {
    Instant now = host.time().now().truncatedTo(ChronoUnit.SECONDS);
    String line =
        "{"
            + field("time", now.toString())
            + ","
            + field("by", SystemUser.name().orElse("a uid without a name") + "@" + host.name())
            + ","
            + field("from", from.map(ServerVersion::text).orElse("unknown"))
            + ","
            + field("to", to.text())
            + ","
            + field("state", state)
            + "}\n";
    Files.write(
        file,
        line.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND,
        StandardOpenOption.SYNC);
  }

  private static String field(String name, String value) {
    return JsonString.of(name) + ":" + JsonString.of(value);
  }
}
