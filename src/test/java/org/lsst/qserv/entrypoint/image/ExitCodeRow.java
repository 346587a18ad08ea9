// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import java.util.List;

/**
 * A bash command line that causes one of the launcher's exit codes.
 *
 * @param code the code in the table of docs/troubleshooting.md: a number, or {@code 128+n}
 * @param message a part of the output
 */
record ExitCodeRow(String code, int exit, String script, String message) {
  private static final String CMSD = "entrypoint xrootd cmsd -e launch=exec ";
  private static final String SERVICE = CMSD + "-e 'command=[\"sh\",\"-c\",\"%s\"]'";

  /** A wait for a port without a listener. */
  static final String REFUSED =
      "catalog.roles.xrootd.components.cmsd.waits = [{ tcp = \"127.0.0.1:9\", timeout = 1 second"
          + " }]";

  /** Two concurrent initializations; the second one is refused. */
  private static final String TWO_INITIALIZATIONS =
      """
      one() {
        code=0
        entrypoint worker database -e paths.data=/tmp/two -e paths.config=/tmp/two-$1 \
          -e paths.state=/tmp/two-$1 -e 'command=["true"]' || code=$?
        [ $code = 0 ] || exit $code
      }
      one 1 & first=$!
      one 2 & second=$!
      wait $first && wait $second
      """;

  private static final String STOPPED_DURING_A_WAIT =
      CMSD
          + """
          --config /tmp/waiting.conf >/tmp/waiting.log 2>&1 & launcher=$!
          until grep -q wait= /tmp/waiting.log; do kill -0 $launcher || break; done
          kill -TERM $launcher
          wait $launcher || code=$?
          cat /tmp/waiting.log
          exit $code
          """;

  /** The command lines, at least one for each code. */
  static List<ExitCodeRow> all() {
    return List.of(
        row(0, CMSD + "--dry-run", "xrootd cmsd"),
        row(0, SERVICE.formatted("exit 0"), "exec="),
        row(1, "entrypoint probe live -e paths.state=/tmp/nowhere", "no component"),
        row(64, "entrypoint wroker", "did you mean worker?"),
        row(65, CMSD + "-e files.cmsd-manager.template=/tmp/unknown.cnf", "/tmp/unknown.cnf: 1:"),
        row(69, CMSD + "--config /tmp/refused.conf", "was not ready within 1 s"),
        // no bug can be triggered on purpose, but a damaged image causes the same exit code
        row(70, "ENTRYPOINT_JAVA_OPTIONS=-Dentrypoint.settings=/tmp/damaged " + CMSD, "\tat "),
        row(70, "ENTRYPOINT_JAVA_OPTIONS=-Dentrypoint.native=/tmp/damaged " + CMSD, "\tat "),
        row(73, CMSD + "-e paths.config=/etc/qserv", "cannot write /etc/qserv"),
        row(
            74,
            "cat /dev/zero >/full/zeros || " + CMSD + "-e paths.config=/full",
            "No space left on device"),
        row(
            75,
            TWO_INITIALIZATIONS,
            "/tmp/two/mysql is locked: another container is initializing it"),
        row(
            77,
            "entrypoint worker replica -e 'command=[\"true\"]' -e instance-id=i -e registry.host=r -e auth-key=a"
                + " -e admin-auth-key=a -e database.admin-url=mysql://qsmaster@127.0.0.1:3306/d"
                + " -e database.admin-password-file=/tmp/refused.conf"
                + " -e replication.url=mysql://qsmaster@127.0.0.1:3306/d"
                + " -e replication.password-file=/tmp/refused.conf",
            "access denied for user 'qsmaster' (error 1045)"),
        row(78, CMSD + "-e mod=full", "did you mean mode?"),
        row(126, CMSD + "-e 'command=[\"/etc/passwd\"]'", "is not an executable file"),
        row(127, CMSD + "-e 'command=[\"nothing\"]'", "not found in the image"),
        new ExitCodeRow("128+n", 143, SERVICE.formatted("kill -TERM $$"), "exec="),
        new ExitCodeRow("128+n", 143, STOPPED_DURING_A_WAIT, "wait=tcp://127.0.0.1:9"));
  }

  private static ExitCodeRow row(int code, String script, String message) {
    return new ExitCodeRow(String.valueOf(code), code, script, message);
  }

  @Override
  public String toString() {
    return code + ": " + script.lines().findFirst().orElse("");
  }
}
