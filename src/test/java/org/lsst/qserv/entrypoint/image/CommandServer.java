// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.lsst.qserv.entrypoint.cli.EntrypointCommand;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.log.LogSettings;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/**
 * Runs commands of the launcher in one Java process, one after the other, for tests that run
 * thousands of them: each takes a tenth of the time of a separate process. Runs in a container, on
 * the class path together with the launcher's jar.
 *
 * <p>Reads lines of tab-separated arguments from standard input. For each line it prints the exit
 * code, a tab, and the output of the command in base64.
 */
final class CommandServer {
  /** Parsed once: that takes longer than most commands. */
  private static final BundledFiles BUNDLED = new BundledFiles();

  private CommandServer() {}

  /** Runs commands until the end of its input. */
  public static void main(String[] arguments) throws IOException {
    PrintStream answers = System.out;
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      int code;
      try (PrintStream output = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
        code = run(List.of(line.split("\t", -1)), output);
      }
      answers.println(code + "\t" + Base64.getEncoder().encodeToString(printed.toByteArray()));
      answers.flush();
    }
  }

  private static int run(List<String> command, PrintStream output) {
    TimeSource time = TimeSource.real();
    Host host =
        new Host(
            System.getenv(), InputStream.nullInputStream(), output, output, time, Path.of("/"));
    LogSettings.use(output, time::now);
    return new EntrypointCommand(host, BUNDLED, () -> "test", LogSettings::use).run(command);
  }
}
