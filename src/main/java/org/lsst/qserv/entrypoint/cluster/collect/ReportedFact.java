// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.FactValue;

/**
 * A fact in a report of a component.
 *
 * @param reader returns its value; empty if the report does not contain it
 */
record ReportedFact(FactName name, Function<JsonReply, Optional<FactValue>> reader) {
  /** The states of ingest transactions that are not finished. */
  private static final Set<String> OPEN = Set.of("IS_STARTING", "STARTED", "IS_FINISHING");

  Optional<FactValue> value(JsonReply reply) {
    return reader.apply(reply);
  }

  /** Returns the number of workers that the controller knows. */
  static Optional<FactValue> workers(JsonReply reply) {
    return reply.size("workers").map(FactValue.Whole::new);
  }

  /** Returns the number of open transactions in the databases that are not published. */
  static Optional<FactValue> openTransactions(JsonReply reply) {
    if (reply.size("databases").isEmpty()) {
      return Optional.empty();
    }
    JsonReply databases = reply.object("databases");
    long open =
        databases.members().keySet().stream()
            .flatMap(name -> databases.object(name).objects("transactions").stream())
            .filter(one -> one.text("state").filter(OPEN::contains).isPresent())
            .count();
    return Optional.of(new FactValue.Whole(open));
  }
}
