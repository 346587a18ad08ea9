// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.description;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.fleet.MemberPattern;
import org.lsst.qserv.entrypoint.settings.type.SettingType;

/** Reads the hosts of a role or component: patterns such as {@code worker-{0..70}.worker}. */
final class HostList {
  static final String FIELD = "hosts";
  static final String COUNT = "count";

  private HostList() {}

  /** Returns the hosts in order; empty if the field is absent. */
  static Optional<List<String>> read(Fields fields) {
    if (fields.value(FIELD).isEmpty() && fields.value(COUNT).isPresent()) {
      fields.problem(COUNT, "is the number of hosts, which are missing", "set hosts, too");
    }
    return fields.value(FIELD).map(value -> expanded(fields, patterns(value)));
  }

  private static List<String> patterns(ConfigValue value) {
    List<String> patterns = new ArrayList<>();
    if (value instanceof ConfigList list) {
      list.forEach(element -> patterns.add(String.valueOf(element.unwrapped())));
    } else {
      patterns.add(String.valueOf(value.unwrapped()));
    }
    return patterns;
  }

  private static List<String> expanded(Fields fields, List<String> patterns) {
    Set<String> hosts = new LinkedHashSet<>();
    for (String pattern : patterns) {
      try {
        for (String host : MemberPattern.expand(pattern)) {
          add(fields, host, hosts);
        }
      } catch (IllegalArgumentException e) {
        fields.problem(FIELD, "'" + pattern + "' " + e.getMessage(), "use worker-{0..70}.worker");
      }
    }
    fields
        .read(COUNT, SettingType.of(SettingType.Kind.INTEGER))
        .filter(count -> (Long) count != hosts.size())
        .ifPresent(count ->
            fields.problem(
                COUNT,
                "is " + count + ", but hosts are " + hosts.size(),
                "correct the pattern or the count"));
    return List.copyOf(hosts);
  }

  private static void add(Fields fields, String host, Set<String> hosts) {
    if (HostUrl.of("http", host, 1, "", null).isEmpty()) {
      fields.problem(
          FIELD,
          "'" + host + "' is not a host name",
          "use a DNS name (letters, digits, '-' and '.') or an IP address, without port");
    } else if (!hosts.add(host)) {
      fields.problem(FIELD, "host " + host + " is listed twice", "list each host only once");
    }
  }
}
