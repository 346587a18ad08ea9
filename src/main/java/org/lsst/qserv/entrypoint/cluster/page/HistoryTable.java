// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.util.List;
import java.util.Locale;
import org.lsst.qserv.entrypoint.cluster.snapshot.Change;

/** The last changes. */
final class HistoryTable {
  private final TimeText times;

  HistoryTable(TimeText times) {
    this.times = times;
  }

  /**
   * Returns a section with the changes.
   *
   * @param named whether to show the instance of each change
   */
  Html of(List<Change> changes, boolean named) {
    Html section =
        Html.element("section")
            .with("aria-labelledby", "history")
            .add(Html.element("h2", "Last changes").with("id", "history"));
    if (changes.isEmpty()) {
      return section.add(Html.element("p", "No changes since the monitor started.").styled("none"));
    }
    Html list = Html.element("ol").styled("history");
    changes.forEach(change -> list.add(item(change, named)));
    return section.add(list);
  }

  private Html item(Change change, boolean named) {
    boolean verdict = change.aspect().equals(Change.VERDICT);
    Html item = Html.element("li").styled(verdict ? "change verdict-change" : "change");
    item.add(times.at(change.time()));
    Html text = Html.element("span").styled("text");
    String subject = verdict ? "instance " + change.instance() : change.subject();
    text.text(named && !verdict ? change.instance() + ": " + subject : subject).text(" ");
    if (!verdict && !change.aspect().equals(Change.STATE)) {
      text.text(change.aspect().replace('-', ' ') + " ");
    }
    return item.add(
        text.add(Html.element("span", shown(change.before())).styled("before"))
            .add(Html.element("span", " → ").with("aria-hidden", "true"))
            .add(Html.element("span", " is now ").styled("hidden"))
            .add(Html.element("strong", shown(change.after()))));
  }

  private static String shown(String value) {
    return value.replace('-', ' ').toLowerCase(Locale.ROOT);
  }
}
