// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lsst.qserv.entrypoint.cluster.report.FactValue;

/**
 * The replication level of the family of databases that misses most copies.
 *
 * @param least the number of copies on running workers of the chunk that has the fewest
 * @param required the number of copies that each chunk of the family should have
 */
record ReplicationLevel(long least, long required) {
  private static final Comparator<ReplicationLevel> BY_MISSING_COPIES =
      Comparator.comparingLong(level -> level.required - level.least);

  /** Reads the controller's report; empty if there is no chunk. */
  static Optional<FactValue> read(JsonReply reply) {
    JsonReply families = reply.object("families");
    return families.members().keySet().stream()
        .flatMap(name -> ofFamily(families.object(name)).stream())
        .max(BY_MISSING_COPIES)
        .map(ReplicationLevel::value);
  }

  private static Optional<ReplicationLevel> ofFamily(JsonReply family) {
    JsonReply databases = family.object("databases");
    return family
        .number("level")
        .flatMap(required ->
            databases.members().keySet().stream()
                .flatMap(name -> least(databases.object(name)).stream())
                .min(Comparator.naturalOrder())
                .map(least -> new ReplicationLevel(least, required)));
  }

  /** The report has the number of chunks for each number of copies, from 0. */
  private static Optional<Long> least(JsonReply database) {
    List<JsonReply> levels = database.objects("levels");
    return IntStream.range(0, levels.size())
        .filter(copies -> chunks(levels.get(copies)) > 0)
        .mapToObj(copies -> (long) copies)
        .findFirst();
  }

  private static long chunks(JsonReply level) {
    return level.object("qserv").object("online").number("num_chunks").orElse(0L);
  }

  private FactValue value() {
    Map<String, FactValue> fields = new LinkedHashMap<>();
    fields.put("least", new FactValue.Whole(least));
    fields.put("required", new FactValue.Whole(required));
    return new FactValue.Fields(fields);
  }
}
