// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.TestedLine;

/**
 * A separate development cluster that does not conflict with one that a developer may have started:
 * it has another project name and free ports.
 */
final class Cluster {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath();
  private static final Map<String, String> APART =
      Map.of(
          "COMPOSE_PROJECT_NAME", "qserv-test",
          "CZAR_PORT", "",
          "CZAR_HTTPS_PORT", "",
          "XROOTD_PORT", "",
          "CONTROLLER_PORT", "",
          "REGISTRY_PORT", "",
          "MONITOR_PORT", "");

  private static final Optional<String> IMAGE =
      Optional.ofNullable(System.getProperty("entrypoint.dev-image"));

  private final String project;
  private final List<String> options;
  private final Map<String, String> environment;
  private final Command repository;
  private final Command docker = new Command(REPOSITORY, Map.of());

  /**
   * @param options those of {@code ./dev}
   */
  private Cluster(
      String project, TestedLine line, List<String> options, Map<String, String> environment) {
    Map<String, String> all = new TreeMap<>(APART);
    IMAGE.ifPresent(name -> all.put("QSERV_IMAGE", name + line.suffix()));
    all.putAll(environment);
    this.project = project;
    this.options = Stream.concat(Stream.of("--line", line.line()), options.stream()).toList();
    this.environment = all;
    this.repository = new Command(REPOSITORY, all);
  }

  private Cluster(String project, List<String> options, Map<String, String> environment) {
    this.project = project;
    this.options = options;
    this.environment = environment;
    this.repository = new Command(REPOSITORY, environment);
  }

  /** Returns the development image of the release line under test. */
  static String image() {
    return IMAGE.orElse("qserv-lite-dev") + TestedLine.CURRENT.suffix();
  }

  /** Returns this cluster with another image. */
  Cluster withImage(String image) {
    Map<String, String> all = new TreeMap<>(environment);
    all.put("QSERV_IMAGE", image);
    return new Cluster(project, options, all);
  }

  /** Runs a script with bash, in the repository and with the variables of this cluster. */
  String bash(String script) {
    return repository.output("bash", "-euc", script);
  }

  /** Returns the cluster with one container per component. */
  static Cluster ofComponents() {
    return new Cluster(
        "qserv-test" + TestedLine.CURRENT.suffix(), TestedLine.CURRENT, List.of(), Map.of());
  }

  /** Returns the cluster with one container per role. */
  static Cluster compact() {
    return new Cluster(
        "qserv-test" + TestedLine.CURRENT.suffix() + "-compact",
        TestedLine.CURRENT,
        List.of("--compact"),
        Map.of());
  }

  /** Returns a cluster whose project, and so its volumes, does not depend on line and options. */
  static Cluster ofProject(String project, TestedLine line, String... options) {
    return new Cluster(project, line, List.of(options), Map.of("QSERV_PROJECT", project));
  }

  /** Runs {@code ./dev} with arguments and the options of this cluster. */
  String dev(String... arguments) {
    List<String> command = new ArrayList<>(List.of("./dev"));
    command.addAll(List.of(arguments));
    command.addAll(options);
    return repository.output(command.toArray(String[]::new));
  }

  /** Runs {@code ./dev} as above, whatever its exit code is. */
  Command.Result devResult(String... arguments) {
    List<String> command = new ArrayList<>(List.of("./dev"));
    command.addAll(List.of(arguments));
    command.addAll(options);
    return repository.run(command);
  }

  /** Returns the name of the Compose project. */
  String project() {
    return project;
  }

  /** Runs {@code docker} with arguments. */
  String docker(String... arguments) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    return docker.output(command.toArray(String[]::new));
  }

  /** Runs a program inside the container of a service. */
  String exec(String service, String... arguments) {
    List<String> command = new ArrayList<>(List.of("exec", container(service)));
    command.addAll(List.of(arguments));
    return docker(command.toArray(String[]::new));
  }

  /**
   * Kills the processes of a program, which may be a script, inside the container of a service
   * every 0.1 s for some time, without waiting for the end.
   */
  void kill(String service, String program, Duration time) {
    docker(
        "exec",
        "--detach",
        container(service),
        "sh",
        "-c",
        KILL,
        "kill",
        program,
        String.valueOf(time.toMillis() / 100));
  }

  private static final String KILL =
      """
      for i in $(seq $2); do
        for process in /proc/[0-9]*; do
          case "$(tr '\\0' ' ' <$process/cmdline)" in
            "$1 "* | *"/$1 "*) kill -KILL ${process#/proc/} ;;
          esac
        done
        sleep 0.1
      done
      """;

  /** Runs a program in a namespace of the container of a service, which only root can do. */
  void enter(String service, String namespace, String... program) {
    String pid = docker("inspect", "--format", "{{.State.Pid}}", container(service));
    List<String> command = new ArrayList<>(List.of("nsenter", "--target", pid, namespace));
    command.addAll(List.of(program));
    docker.output(command.toArray(String[]::new));
  }

  /** Returns the container of a service. */
  String container(String service) {
    return docker(
        "ps",
        "-q",
        "-a",
        "--filter",
        "label=com.docker.compose.project=" + project,
        "--filter",
        "label=com.docker.compose.service=" + service);
  }

  /** Returns the running containers by service. */
  Map<String, String> containers() {
    Map<String, String> containers = new TreeMap<>();
    String lines =
        docker(
            "ps",
            "--filter",
            "label=com.docker.compose.project=" + project,
            "--format",
            "{{.Label \"com.docker.compose.service\"}} {{.ID}}");
    lines.lines().forEach(line -> containers.put(line.split(" ", -1)[0], line.split(" ", -1)[1]));
    return containers;
  }

  /** Returns the local address to which a port of a service is published. */
  String address(String service, int port) {
    return docker("port", container(service), String.valueOf(port));
  }

  /** Returns a local URL for a port of a service. */
  URI url(String scheme, String service, int port, String path) {
    return URI.create(scheme + "://" + address(service, port) + path);
  }
}
