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
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.secret.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a file of secrets has another content than the launch read, while there still is a
 * launcher. It looks at the content, because Kubernetes swaps a link two folders above the file,
 * and others replace the file by a rename.
 */
final class SecretWatch {
  private static final Logger LOG = LoggerFactory.getLogger(SecretWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  /** Who writes a file in place has it empty for a moment. */
  private static final Duration SETTLED = Duration.ofSeconds(1);

  /** Enough for a look, and little beside what the supervisor needs. */
  private static final long STACK = 256 * 1024L;

  private final TimeSource time;
  private final List<SecretFile> files;
  private final Map<Path, Secret> known = new HashMap<>();

  SecretWatch(TimeSource time, List<SecretFile> files) {
    this.time = time;
    this.files = files;
    files.forEach(file -> known.put(file.path(), file.content()));
  }

  /** Looks again and again in a thread of its own; with no files there is none. */
  void start() {
    if (!files.isEmpty()) {
      Thread.ofPlatform().daemon().name("secrets").stackSize(STACK).start(this::run);
    }
  }

  private void run() {
    try {
      while (true) {
        time.sleep(INTERVAL);
        changes().forEach(change -> LOG.warn("{}; {}", change.what(), change.fix()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What has changed since the last look, a problem for each setting. */
  List<Problem> changes() throws InterruptedException {
    Map<Path, Secret> changed = new HashMap<>();
    for (Path path : List.copyOf(known.keySet())) {
      Secret now = content(path);
      if (!now.equals(known.get(path))) {
        time.sleep(SETTLED);
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

  /** A file that is not there, or not readable, says what it said: it may be between two names. */
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
                + " itself has it from its own next start on"
            : "restart the container to use it");
  }
}
