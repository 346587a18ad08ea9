// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.lsst.qserv.entrypoint.TestedLine;

/**
 * The program of {@code ./dev pods}: starts an instance in pods, and executes commands from stdin
 * until its end.
 */
final class PodsCommand {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final String HELP =
      """
      mode MODE             change the ConfigMap: full or maintenance
      set NAME=VALUE        change a value of the chart
      upgrade RUN           create the Jobs that upgrade the schemas, and wait for them
      delete POD            delete a pod; its replacement has the same volume
      status                show the pods and their containers
      """;

  private final PrintStream out;
  private final PodsCluster cluster;

  private PodsCommand(PrintStream out, PodsCluster cluster) {
    this.out = out;
    this.cluster = cluster;
  }

  /** The argument is the release line. */
  public static void main(String... arguments) throws IOException {
    TestedLine line = TestedLine.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (PodsCluster cluster =
        new PodsCluster("pods-" + line.line(), line, PodSecrets.random(), out::println)) {
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::close)); // Ctrl-C
      PodsCommand command = new PodsCommand(out, cluster);
      cluster.install(TIMEOUT);
      command.execute("status");
      out.print(HELP);
      command.executeLines();
    }
  }

  private void executeLines() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      try {
        execute(line.strip());
      } catch (IllegalArgumentException | AssertionError | CompletionException e) {
        out.println("error: " + e.getMessage());
      }
    }
  }

  private void execute(String line) {
    String[] words = line.split(" +", 2);
    String argument = words.length > 1 ? words[1] : "";
    switch (words[0]) {
      case "" -> {}
      case "mode" -> changeMode(argument);
      case "set" -> change(argument);
      case "upgrade" -> upgradeSchemas(argument);
      case "delete" -> replace(argument);
      case "status" -> out.print(PodsStatus.of(cluster.instance()));
      default -> out.print(HELP);
    }
  }

  private void changeMode(String mode) {
    cluster.upgrade(Map.of("mode", mode));
    cluster.instance().awaitMode(mode, TIMEOUT);
    execute("status");
  }

  private void change(String assignment) {
    String[] parts = assignment.split("=", 2);
    if (parts.length < 2) {
      throw new IllegalArgumentException("expected NAME=VALUE, not '" + assignment + "'");
    }
    cluster.upgrade(Map.of(parts[0], parts[1]));
    cluster.instance().awaitReady(TIMEOUT);
  }

  private void upgradeSchemas(String run) {
    cluster.upgrade(PodsCluster.run(run));
    cluster
        .awaitRun(run, TIMEOUT)
        .forEach((pod, job) -> out.println(pod + ": completed " + job.completed()));
    cluster.upgrade(PodsCluster.run(""));
  }

  private void replace(String pod) {
    cluster.instance().replace(pod);
    cluster.instance().awaitReady(TIMEOUT);
    execute("status");
  }
}
