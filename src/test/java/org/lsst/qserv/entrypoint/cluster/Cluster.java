// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A development cluster of its own, beside one that a developer may have up: another project name,
 * ports that are free.
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
          "REGISTRY_PORT", "");

  private final Command repository = new Command(REPOSITORY, APART);
  private final Command docker = new Command(REPOSITORY, Map.of());

  /** {@code ./dev} with some words. */
  String dev(String... words) {
    List<String> command = new ArrayList<>(List.of("./dev"));
    command.addAll(List.of(words));
    return repository.output(command.toArray(String[]::new));
  }

  /** Compose as {@code ./dev} finds it, in the folder of its files. */
  void compose(String... words) {
    Command folder = new Command(REPOSITORY.resolve("compose"), APART);
    boolean plugin = folder.run(List.of("docker", "compose", "version")).exit() == 0;
    List<String> command =
        new ArrayList<>(plugin ? List.of("docker", "compose") : List.of("docker-compose"));
    command.addAll(List.of(words));
    folder.output(command.toArray(String[]::new));
  }

  /** {@code docker} with some words. */
  String docker(String... words) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(words));
    return docker.output(command.toArray(String[]::new));
  }

  /** A program inside the container of a service. */
  String exec(String service, String... words) {
    List<String> command = new ArrayList<>(List.of("exec", container(service)));
    command.addAll(List.of(words));
    return docker(command.toArray(String[]::new));
  }

  /** The container of a service. */
  String container(String service) {
    return docker(
        "ps",
        "-q",
        "-a",
        "--filter",
        "label=com.docker.compose.project=qserv-test",
        "--filter",
        "label=com.docker.compose.service=" + service);
  }

  /** The containers that run, by service. */
  Map<String, String> containers() {
    Map<String, String> containers = new TreeMap<>();
    String lines =
        docker(
            "ps",
            "--filter",
            "label=com.docker.compose.project=qserv-test",
            "--format",
            "{{.Label \"com.docker.compose.service\"}} {{.ID}}");
    lines.lines().forEach(line -> containers.put(line.split(" ", -1)[0], line.split(" ", -1)[1]));
    return containers;
  }

  /** The address on this machine that leads to a port of a service. */
  String address(String service, int port) {
    return docker("port", container(service), String.valueOf(port));
  }

  /** A URL on this machine that leads to a port of a service. */
  URI url(String scheme, String service, int port, String path) {
    return URI.create(scheme + "://" + address(service, port) + path);
  }
}
