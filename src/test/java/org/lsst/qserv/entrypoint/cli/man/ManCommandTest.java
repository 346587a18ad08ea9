// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.man;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.cli.EntrypointCommand;

/** Tests that the manual page contains the help of all commands in valid macros. */
final class ManCommandTest {
  private static final Pattern REQUEST = Pattern.compile("\\.(TH|SH|SS|TP|P|br)( \".*\")*");

  @TempDir Path directory;

  private String page() {
    TestHost host = new TestHost(directory);
    int exit =
        new EntrypointCommand(
                host.host(), TestFiles.BUNDLED, () -> "entrypoint 1.2.3", (level, format) -> {})
            .run(List.of("man"));
    assertThat(exit).isZero();
    return host.out();
  }

  @Test
  void listsEveryCommandWithItsOptions() {
    assertThat(page())
        .startsWith(".TH \"ENTRYPOINT\" \"1\"\n.SH \"NAME\"\nentrypoint \\- ")
        .contains(
            "\n.SS \"entrypoint schema upgrade\"\n",
            "\n\\fB\\-\\-resume\\fR=",
            "\n.SS \"entrypoint probe\"\n",
            "\n.SS \"entrypoint mode set\"\n",
            "\n.SS \"entrypoint status\"\n",
            "\n\\fB\\-e\\fR \\fIKEY[=VALUE]\\fR\n",
            "\n\\fB78\\fR\nconfiguration\n")
        .doesNotContain("entrypoint train", "entrypoint man");
  }

  @Test
  void hasOnlyRequestsOfTheMacroPackage() {
    assertThat(page().lines().filter(line -> line.startsWith(".") || line.startsWith("'")))
        .isNotEmpty()
        .allMatch(line -> REQUEST.matcher(line).matches());
  }
}
