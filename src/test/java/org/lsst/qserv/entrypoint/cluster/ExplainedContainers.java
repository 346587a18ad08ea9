// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Compares the output of {@code explain} in a container with the running service. */
final class ExplainedContainers {
  private static final String MASK = "[REDACTED]";

  private final Cluster cluster;

  ExplainedContainers(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Asserts that command, environment and files match and that {@code explain} changed nothing. */
  void assertRunsAsExplained(String container) {
    String before = files(container);
    Config service = explain(container).getConfigList("services").getFirst();
    String pid = service(container);
    assertCommand(service.getStringList("command"), list(container, pid, "cmdline"));
    assertEnvironment(service, list(container, pid, "environ"));
    // the times show that explain did not write the files again
    assertThat(service.getConfigList("files"))
        .allSatisfy(file -> assertThat(file.getString("state")).isEqualTo("same"));
    assertThat(files(container)).isEqualTo(before);
  }

  /**
   * Returns the process of the service: the child of tini, or of the launcher that supervises it.
   */
  private String service(String container) {
    return cluster
        .exec(
            container,
            "sh",
            "-c",
            """
            pid=$(cat /proc/1/task/1/children)
            [ "$(cat /proc/${pid% }/comm)" != java ] || pid=$(cat /proc/${pid% }/task/*/children)
            echo $pid
            """)
        .strip();
  }

  private Config explain(String container) {
    String command =
        cluster.docker(
            "inspect",
            "--format",
            "{{range .Config.Cmd}}{{println .}}{{end}}",
            cluster.container(container));
    List<String> arguments = new ArrayList<>(command.strip().lines().toList());
    assertThat(arguments.removeFirst()).isEqualTo("entrypoint");
    arguments.addAll(0, List.of("entrypoint", "explain"));
    arguments.addAll(List.of("--output", "json"));
    return ConfigFactory.parseString(cluster.exec(container, arguments.toArray(String[]::new)));
  }

  /** Returns the files that a launch writes, with their times. */
  private String files(String container) {
    return cluster.exec(
        container, "sh", "-c", "ls -lR --full-time /config-etc /run/qserv /home/qserv | sort");
  }

  private List<String> list(String container, String pid, String what) {
    String path = "/proc/" + pid + "/" + what;
    return cluster.exec(container, "sh", "-c", "tr '\\0' '\\n' <" + path).lines().toList();
  }

  private static void assertCommand(List<String> explained, List<String> runs) {
    List<String> arguments = new ArrayList<>(runs);
    if (arguments.getFirst().endsWith("/python3")) { // of a stand-in, which is a script
      arguments = arguments.subList(2, arguments.size());
      arguments.set(0, Path.of(arguments.getFirst()).getFileName().toString());
    }
    assertThat(arguments).hasSameSizeAs(explained);
    for (int i = 0; i < explained.size(); i++) {
      assertThat(arguments.get(i)).matches(pattern(explained.get(i)));
    }
  }

  private static Pattern pattern(String masked) {
    return Pattern.compile(Pattern.quote(masked).replace(MASK, "\\E.+\\Q"));
  }

  private static void assertEnvironment(Config service, List<String> runs) {
    Map<String, String> real = new TreeMap<>();
    runs.forEach(line -> real.put(line.replaceFirst("=.*", ""), line));
    Set<String> names = new TreeSet<>(service.getStringList("inherited"));
    for (String line : service.getStringList("environment")) {
      String name = line.replaceFirst("=.*", "");
      names.add(name);
      assertThat(real.get(name)).isNotNull().matches(pattern(line));
    }
    assertThat(real.keySet()).isEqualTo(names);
  }
}
