// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports a failure in the file from which Kubernetes takes the termination message of a container
 * (Pod API, {@code terminationMessagePath}). Does nothing where that file does not exist.
 */
final class TerminationLog {
  private static final Logger LOG = LoggerFactory.getLogger(TerminationLog.class);

  /** Kubernetes cuts longer messages. */
  private static final int MAX_CHARS = 4096;

  private final Path file;

  TerminationLog(Host host) {
    this.file = host.system("dev/termination-log");
  }

  void write(Failure failure) {
    String message = String.valueOf(failure.getMessage());
    String text = message.substring(0, Math.min(message.length(), MAX_CHARS));
    try {
      if (Files.isRegularFile(file)) {
        Files.writeString(file, text + "\n", StandardOpenOption.TRUNCATE_EXISTING);
      }
    } catch (IOException e) {
      LOG.debug("termination-log={} unwritable problem=\"{}\"", file, e.toString());
    }
  }
}
