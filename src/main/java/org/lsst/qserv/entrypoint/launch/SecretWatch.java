// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.host.PeriodicThread;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.secret.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns if the content of a secret file differs from what the launch read, as long as the launcher
 * runs. It compares the content, because Kubernetes swaps a symbolic link two directories above the
 * file, and other tools rename a new file over it.
 */
final class SecretWatch {
  private static final Logger LOG = LoggerFactory.getLogger(SecretWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  /** A file that is written in place is incomplete for a moment. */
  private static final Duration SETTLE_TIME = Duration.ofSeconds(1);

  private final TimeSource time;
  private final List<SecretFile> files;
  private final Map<Path, Secret> known = new HashMap<>();

  SecretWatch(TimeSource time, List<SecretFile> files) {
    this.time = time;
    this.files = files;
    files.forEach(file -> known.put(file.path(), file.content()));
  }

  /** Starts a daemon thread that polls the files until it is interrupted. */
  Thread start() {
    return PeriodicThread.start(
        "secrets",
        time,
        INTERVAL,
        () -> changes().forEach(change -> LOG.warn("{}; {}", change.what(), change.fix())));
  }

  /** Returns the changes since the last call, one problem per setting. */
  List<Problem> changes() throws InterruptedException {
    Map<Path, Secret> changed = new HashMap<>();
    for (Path path : List.copyOf(known.keySet())) {
      Secret now = content(path);
      if (!now.equals(known.get(path))) {
        time.sleep(SETTLE_TIME);
        if (now.equals(content(path))) {
          changed.put(path, now);
        }
      }
    }
    known.putAll(changed);
    List<Problem> changes = new ArrayList<>();
    for (SecretFile file : files) {
      if (changed.containsKey(file.path())) {
        changes.add(change(file));
      }
    }
    return changes;
  }

  /** Returns the known content if the file cannot be read: it may be in the middle of a rename. */
  private Secret content(Path path) {
    try {
      return Secret.read(path);
    } catch (IOException | IllegalArgumentException e) {
      return known.getOrDefault(path, new Secret(""));
    }
  }

  private static Problem change(SecretFile file) {
    return Problem.configuration(
        file.setting() + ": " + file.path() + " has changed",
        file.isReferenced()
            ? "restart the container to use it; a service that reads file:"
                + file.path()
                + " itself uses it after its next start"
            : "restart the container to use it");
  }
}
