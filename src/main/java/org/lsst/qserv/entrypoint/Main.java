// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.cli.EntrypointCommand;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.log.LogSettings;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/** Creates the {@link Host}, runs the command, and exits. */
public final class Main {
  private Main() {}

  /** Runs the command {@code entrypoint}. */
  public static void main(String[] arguments) {
    TimeSource time = TimeSource.real();
    Host host = new Host(System.getenv(), System.in, System.out, System.err, time, Path.of("/"));
    LogSettings.use(System.err, time::now);
    int exit = run(host, List.of(arguments));
    System.out.flush();
    System.exit(exit);
  }

  /**
   * Reports even errors during startup as bugs: the JVM itself would exit with 1, which means a
   * failed probe.
   */
  private static int run(Host host, List<String> arguments) {
    try {
      return new EntrypointCommand(host, bundledFiles(), Main::version, LogSettings::use)
          .run(arguments);
    } catch (RuntimeException | Error e) {
      return EntrypointCommand.bug(e, host.err(), build());
    }
  }

  /**
   * Returns the bundled files. In the image, the {@code entrypoint} command sets the path of their
   * compact form.
   */
  private static BundledFiles bundledFiles() {
    String compact = System.getProperty("entrypoint.settings");
    return compact == null ? new BundledFiles() : new BundledFiles(Path.of(compact));
  }

  /** Returns the version, the JDK, and the release lines, which are read from the bundled files. */
  private static String version() {
    return build() + ", release lines " + String.join(", ", bundledFiles().releaseLines());
  }

  /** Returns the version and commit from the manifest of the jar, and the JDK. Never fails. */
  private static String build() {
    return "entrypoint "
        + Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
            .orElse("development")
        + ", JDK "
        + Runtime.version();
  }
}
