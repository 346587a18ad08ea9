// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A container in the network of a cluster in which {@code cluster status --watch} runs. */
final class WatchedStatus implements AutoCloseable {
  /** The interval of the reports is 2 s, and a target that hangs takes 2 s. */
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Cluster cluster;
  private final String container;

  private WatchedStatus(Cluster cluster, String container) {
    this.cluster = cluster;
    this.container = container;
  }

  /**
   * Starts to watch a cluster, with the image and the description that its monitor uses.
   *
   * @param service the service of the monitor
   */
  static WatchedStatus start(Cluster cluster, String service) {
    return start(cluster, service, description -> description);
  }

  /** Starts to watch a cluster with a description that is made from that of its monitor. */
  static WatchedStatus start(
      Cluster cluster, String service, UnaryOperator<String> changeOfDescription) {
    String project = cluster.project();
    JsonNode monitor =
        read(cluster.docker("inspect", "--format", "{{json .Config}}", cluster.container(service)));
    return new WatchedStatus(
        cluster,
        cluster.docker(
            "run",
            "--detach",
            "--network",
            project + "_default",
            "--volume",
            project + "_secrets:/run/secrets:ro",
            "--env",
            changeOfDescription.apply(description(monitor)),
            monitor.path("Image").asText(),
            "entrypoint",
            "cluster",
            "status",
            "--output",
            "json",
            "--watch"));
  }

  /** Returns the last complete report of the instance. */
  JsonNode last() {
    List<String> lines =
        cluster.docker("logs", "--tail", "2", container).lines().filter(l -> !l.isBlank()).toList();
    assertThat(lines).isNotEmpty();
    return read(lines.getLast()).path("instances").path(0);
  }

  private static String description(JsonNode monitor) {
    for (JsonNode variable : monitor.path("Env")) {
      if (variable.asText().startsWith("QSERV_CLUSTER__INSTANCES=")) {
        return variable.asText();
      }
    }
    throw new AssertionError("the monitor has no description of the cluster: " + monitor);
  }

  private static JsonNode read(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }

  /** Waits for a verdict. */
  void awaitState(String state) {
    Eventually.within(
        DEADLINE,
        () -> {
          JsonNode report = last();
          assertThat(report.at("/verdict/state").asText())
              .as(report.toPrettyString())
              .isEqualTo(state);
        });
  }

  /**
   * Waits until the report has exactly these problems: kind, role, host and component. On a busy
   * machine, other components may not respond in time once.
   */
  void awaitProblems(String... expected) {
    Eventually.within(
        DEADLINE,
        () -> {
          JsonNode report = last();
          List<String> problems = new ArrayList<>();
          report.path("problems").forEach(problem -> addProblem(problem, problems, expected));
          assertThat(problems).as(report.toPrettyString()).containsExactlyInAnyOrder(expected);
          if (report.path("problems").size() == expected.length) {
            assertThat(report.at("/verdict/state").asText())
                .isEqualTo(expected.length == 0 ? "serving" : "degraded");
          }
        });
  }

  /** Waits until the report has a problem, whatever else it has. */
  void awaitProblem(String expected, String text) {
    Eventually.within(
        DEADLINE,
        () -> {
          JsonNode report = last();
          List<String> texts = new ArrayList<>();
          for (JsonNode problem : report.path("problems")) {
            if (subject(problem).equals(expected)) {
              texts.add(problem.path("text").asText());
            }
          }
          assertThat(texts)
              .as(report.toPrettyString())
              .anySatisfy(found -> assertThat(found).contains(text));
        });
  }

  private static void addProblem(JsonNode problem, List<String> problems, String... expected) {
    String text = subject(problem);
    boolean isBusy = problem.path("text").asText().startsWith("no response");
    if (!isBusy || List.of(expected).contains(text)) {
      problems.add(text);
    }
  }

  /** Returns kind, role, host and component. */
  private static String subject(JsonNode problem) {
    return Stream.of("kind", "role", "host", "component")
        .map(member -> problem.path(member).asText())
        .collect(Collectors.joining(" "));
  }

  /** Returns everything that was printed so far. */
  String output() {
    return cluster.docker("logs", container);
  }

  @Override
  public void close() {
    cluster.docker("rm", "--force", container);
  }
}
