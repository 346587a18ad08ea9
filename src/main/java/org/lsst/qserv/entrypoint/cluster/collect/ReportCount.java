// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lsst.qserv.entrypoint.cluster.report.FactName;

/**
 * A number in a report of a component.
 *
 * @param counter returns the number; empty if the report does not contain it
 */
record ReportCount(FactName name, Function<JsonReply, Optional<Integer>> counter) {
  /** The states of ingest transactions that are not finished. */
  private static final Set<String> OPEN = Set.of("IS_STARTING", "STARTED", "IS_FINISHING");

  Optional<Integer> number(JsonReply reply) {
    return counter.apply(reply);
  }

  /** Returns the number of open transactions in the databases that are not published. */
  static Optional<Integer> openTransactions(JsonReply reply) {
    if (reply.size("databases").isEmpty()) {
      return Optional.empty();
    }
    JsonReply databases = reply.object("databases");
    long open =
        databases.members().keySet().stream()
            .flatMap(name -> databases.object(name).objects("transactions").stream())
            .filter(one -> one.text("state").filter(OPEN::contains).isPresent())
            .count();
    return Optional.of(Math.toIntExact(open));
  }
}
