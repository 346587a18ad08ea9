// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.description;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The descriptions of instances, which are read again every minute: hosts and passwords change
 * while a monitor runs. Not thread-safe.
 */
public final class CurrentDescriptions implements Supplier<List<InstanceDescription>> {
  private static final Logger LOG = LoggerFactory.getLogger(CurrentDescriptions.class);
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final Supplier<List<InstanceDescription>> reader;
  private final TimeSource time;
  private List<InstanceDescription> descriptions;
  private long lastRead;
  private String problem = "";

  /**
   * Reads the descriptions for the first time.
   *
   * @throws Failure if they are invalid
   */
  CurrentDescriptions(Supplier<List<InstanceDescription>> reader, TimeSource time) {
    this.reader = reader;
    this.time = time;
    this.lastRead = time.nanos();
    this.descriptions = reader.get();
  }

  /**
   * Reads the descriptions in settings for the first time.
   *
   * @param settings reads the settings and their files again
   * @throws Failure if they are invalid
   */
  public static CurrentDescriptions of(
      Supplier<Settings> settings, Host host, BundledFiles bundled) {
    return new CurrentDescriptions(
        () -> InstanceDescriptions.read(settings.get(), host, bundled), host.time());
  }

  /** Returns the descriptions; the last valid ones while they are invalid. */
  @Override
  public List<InstanceDescription> get() {
    long now = time.nanos();
    if (now - lastRead >= INTERVAL.toNanos()) {
      lastRead = now;
      read();
    }
    return descriptions;
  }

  private void read() {
    try {
      descriptions = reader.get();
      problem = "";
    } catch (Failure e) {
      String found = e.problems().getFirst().what();
      if (!found.equals(problem)) {
        LOG.warn("description=invalid problem=\"{}\" result=\"the last valid one is used\"", found);
      }
      problem = found;
    }
  }
}
