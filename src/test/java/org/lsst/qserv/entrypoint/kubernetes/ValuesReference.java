// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values of the chart with their descriptions: the comment directly above a value describes it.
 * An object in block style has no entry of its own, only its members have.
 */
record ValuesReference(List<Entry> entries) {
  private static final Pattern KEY = Pattern.compile("( *)([\\w-]+):(?: (.*))?");

  private static final String HEADER =
      """
      # Chart qserv
      Deploys an instance of Qserv. [Kubernetes](../../docs/kubernetes.md) describes how to use it, and
      [From upstream's chart](../../docs/from-upstream-chart.md) how to move an instance to it. It needs Kubernetes 1.29, or
      1.27 with `sidecars: plain` and without schema Jobs.

      This page is generated from `values.yaml`. `values.schema.json` refuses unknown and wrong values.

      | value | default | meaning |
      |---|---|---|
      """;

  /**
   * A value.
   *
   * @param name with its objects, such as {@code workers.replicas}
   * @param value the default, as in the file
   */
  record Entry(String name, String value, String meaning) {}

  static ValuesReference of(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Deque<String> path = new ArrayDeque<>();
    String comment = "";
    for (String line : Files.readAllLines(file)) {
      Matcher key = KEY.matcher(line);
      if (line.strip().startsWith("# ")) {
        comment = line.strip().substring(2);
      } else if (key.matches()) {
        while (path.size() > key.group(1).length() / 2) {
          path.removeLast();
        }
        path.addLast(key.group(2));
        if (key.group(3) != null) {
          entries.add(new Entry(String.join(".", path), key.group(3), comment));
        }
        comment = "";
      }
    }
    return new ValuesReference(List.copyOf(entries));
  }

  String markdown() {
    return entries.stream()
        .map(entry ->
            "| `" + entry.name() + "` | `" + entry.value() + "` | " + entry.meaning() + " |\n")
        .collect(Collectors.joining("", HEADER, ""));
  }
}
