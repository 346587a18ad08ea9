// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReport;

/**
 * What the monitor knows at one time.
 *
 * @param report the latest report; empty before the first one
 * @param failure why the latest collection has failed; empty if it succeeded
 * @param statistics numbers about the collections
 * @param interval the interval between collections
 * @param changes the last changes, the latest ones first
 */
public record Snapshot(
    Optional<ClusterReport> report,
    Optional<CollectionFailure> failure,
    CollectionStatistics statistics,
    Duration interval,
    List<Change> changes) {
  private static final int MISSED_COLLECTIONS = 3;
  private static final Duration MIN_LIFETIME = Duration.ofSeconds(15);

  /**
   * Why a collection has failed.
   *
   * @param time when
   * @param text the problem, without a secret
   */
  public record CollectionFailure(Instant time, String text) {}

  /**
   * Numbers about the collections since the start of the monitor.
   *
   * @param succeeded how many have succeeded
   * @param failed how many have failed
   * @param lastDuration how long the latest one took
   */
  public record CollectionStatistics(long succeeded, long failed, Duration lastDuration) {
    static final CollectionStatistics NONE = new CollectionStatistics(0, 0, Duration.ZERO);
  }

  public Snapshot {
    changes = List.copyOf(changes);
  }

  /** Returns the snapshot of a monitor that has not collected anything yet. */
  public static Snapshot empty(Duration interval) {
    return new Snapshot(
        Optional.empty(), Optional.empty(), CollectionStatistics.NONE, interval, List.of());
  }

  /** Returns the age of the report, never negative; empty if there is no report. */
  public Optional<Duration> age(Instant now) {
    return report
        .map(latest -> Duration.between(latest.time(), now))
        .map(age -> age.isNegative() ? Duration.ZERO : age);
  }

  /**
   * Returns whether the report is too old to be trusted, because several collections have failed or
   * take too long. An absent report is old.
   */
  public boolean isOld(Instant now) {
    return age(now).map(age -> age.compareTo(lifetime()) > 0).orElse(true);
  }

  /** Returns the age from which on a report is old. */
  public Duration lifetime() {
    Duration several = interval.multipliedBy(MISSED_COLLECTIONS);
    return several.compareTo(MIN_LIFETIME) > 0 ? several : MIN_LIFETIME;
  }
}
