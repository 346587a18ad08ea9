// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reads the services that the registry lists. */
final class RegistryReply {
  private static final String HOST = "host-name";
  private static final long MAX_PORT = 65_535;

  private RegistryReply() {}

  /** Returns the entries of a reply at a time, in the order of their group, name and part. */
  static List<RegistryEntry> entries(JsonReply reply, String source, Instant time) {
    JsonReply services = reply.object("services");
    List<RegistryEntry> entries = new ArrayList<>();
    for (String group : new TreeMap<>(services.members()).keySet()) {
      JsonReply named = services.object(group);
      for (String name : new TreeMap<>(named.members()).keySet()) {
        JsonReply entry = named.object(name);
        if (entry.text(HOST).isPresent()) {
          entries.add(entry(group, "", name, entry, source, time));
        } else {
          for (Map.Entry<String, Object> part : new TreeMap<>(entry.members()).entrySet()) {
            entries.add(
                entry(group, part.getKey(), name, entry.object(part.getKey()), source, time));
          }
        }
      }
    }
    return entries;
  }

  private static RegistryEntry entry(
      String group, String part, String name, JsonReply entry, String source, Instant time) {
    return new RegistryEntry(
        group,
        part,
        name,
        entry.text("id"),
        entry.text(HOST).orElse(""),
        entry.text("host-addr").orElse(""),
        Instant.ofEpochMilli(entry.number("update-time-ms").orElse(0L)),
        time,
        entry
            .number("management-port")
            .filter(port -> port > 0 && port <= MAX_PORT)
            .map(port -> OptionalInt.of(port.intValue()))
            .orElse(OptionalInt.empty()),
        source);
  }
}
