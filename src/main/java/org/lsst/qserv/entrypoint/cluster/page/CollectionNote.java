// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.time.Instant;
import org.lsst.qserv.entrypoint.cluster.snapshot.Snapshot;

/** When the data was collected, and whether it can be trusted. */
final class CollectionNote {
  private CollectionNote() {}

  /** Returns the age of the data, with a warning if it is old or the last collection failed. */
  static Html of(Snapshot snapshot, Instant now) {
    TimeText times = new TimeText(now);
    Html note = Html.element("div").with("id", "collection");
    Html age = Html.element("p").styled("age");
    snapshot
        .report()
        .ifPresentOrElse(
            report ->
                age.text("Collected ")
                    .add(times.age(report.time()))
                    .text(" ago, at ")
                    .add(times.at(report.time())),
            () -> age.text("Nothing has been collected yet"));
    note.add(age);
    if (snapshot.report().isPresent() && snapshot.isOld(now)) {
      note.add(
          warning("This data is old. The current state is unknown until a collection succeeds."));
    }
    snapshot
        .failure()
        .ifPresent(failure ->
            note.add(
                warning("The collection failed: " + failure.text() + " (")
                    .add(times.at(failure.time()))
                    .text(")")));
    return note;
  }

  private static Html warning(String text) {
    return Html.element("p", text).styled("warning");
  }
}
