// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/**
 * A container of an image with one series of MariaDB, in which the databases of a volume are
 * started. Containers of several series share the volume.
 */
final class MariadbSeries implements AutoCloseable {
  private static final String ROOT = "/qserv/data/";

  private final String series;
  private final Container container;

  /** Starts a container without a server. */
  MariadbSeries(String series, Volume volume) {
    this.series = series;
    this.container =
        Container.idle(Image.ofSeries(series))
            .volume(volume, "/qserv/data")
            .copy(Path.of("images/stand-ins/schema/worker"), "/tmp/all-scripts")
            .start();
  }

  Container container() {
    return container;
  }

  /** Returns the version of the server program, such as {@code 10.11.18}. */
  String version() {
    return container.script("mariadbd --version | sed -E 's/.*Ver ([0-9.]+).*/\\1/'").strip();
  }

  /** Launches the database of a name in the foreground, and returns the result. */
  Outcome launch(String name, String mode) {
    return container.run("bash", "-euc", environment(name) + String.join(" ", command(mode)));
  }

  /**
   * Starts the database of a name, runs a script as soon as the database is ready, and stops the
   * database. The script has the variables {@code server}, the pid of the server, and {@code data},
   * its directory, and the function {@code sql}.
   *
   * @return the output of the script
   */
  String served(String name, String mode, String script) {
    return container.script(
        environment(name)
            + """
            %s >/tmp/server-%s.log 2>&1 &
            server=$!
            trap 'kill $server 2>/dev/null; wait $server || true' EXIT
            entrypoint probe ready --wait 2m >/dev/null || { tail -n 40 /tmp/server-*.log >&2; exit 1; }
            %s
            """
                .formatted(String.join(" ", command(mode)), name, script));
  }

  /** Returns the log of the last server that was started by {@link #served}. */
  String serverLog(String name) {
    return container.script("cat /tmp/server-" + name + ".log");
  }

  /** Returns type, times, permissions, owner and size of everything in a data directory. */
  String fingerprint(String name) {
    return container.script(
        "cd " + ROOT + name + "/mysql; find . -printf '%p %y %T@ %C@ %m %u %s\\n' | sort");
  }

  private List<String> command(String mode) {
    List<String> command = new ArrayList<>(List.of("entrypoint", "worker", "database"));
    command.add("-emode=" + mode);
    if (series.equals("11.4")) {
      // this build takes up to 20 seconds to create the key of its certificate at each start
      command.add("-emariadb.options=skip_ssl");
    }
    return command;
  }

  /** Without the old names of MariaDB's programs in PATH: nothing of the launcher needs them. */
  private static String environment(String name) {
    return """
    PATH=${PATH%%:/opt/qserv-entrypoint/mysql}
    export QSERV_PATHS__DATA=%1$s%2$s QSERV_PATHS__CONFIG=/tmp/config-%2$s
    export QSERV_PATHS__STATE=/tmp/state-%2$s QSERV_MARIADB__PORT=%3$d
    export QSERV_SCHEMA__SCRIPTS=/tmp/scripts QSERV_RELEASE_LINE=xrd
    data=$QSERV_PATHS__DATA/mysql
    sql() { mariadb --no-defaults --disable-ssl-verify-server-cert -S $data/mysql.sock -NBe "$1"; }
    """
        .formatted(ROOT, name, 10_000 + Math.floorMod(name.hashCode(), 20_000));
  }

  @Override
  public void close() {
    container.close();
  }
}
