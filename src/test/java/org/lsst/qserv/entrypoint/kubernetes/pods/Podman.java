// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.cluster.Command;

/** Podman with images, containers and a configuration of its own, apart from those of the user. */
final class Podman {
  private static final Path ROOT = Path.of("/var/lib/qserv-pods");

  /** Podman accepts only a short path. */
  private static final Path RUN = Path.of("/run/qserv-pods");

  private static final Path CONFIGURATION = ROOT.resolve("containers.conf");
  private static final Command COMMAND =
      new Command(
          Path.of("").toAbsolutePath(), Map.of("CONTAINERS_CONF", CONFIGURATION.toString()));

  Podman() {
    try {
      Files.createDirectories(ROOT);
      Files.writeString(CONFIGURATION, configuration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without CAP_SYS_RESOURCE, podman's default limits are above what a container may have. */
  private static String configuration() {
    return """
    [containers]
    default_ulimits = ["nofile=%1$d:%1$d", "nproc=%2$d:%2$d"]
    [engine]
    cgroup_manager = "cgroupfs"
    events_logger = "file"
    runtime = "runc"
    [network]
    network_backend = "netavark"
    network_config_dir = "%3$s"
    """
        .formatted(
            Math.min(65536, MachineLimits.hard("Max open files")),
            Math.min(32768, MachineLimits.hard("Max processes") / 2),
            ROOT.resolve("networks"));
  }

  /** Runs podman, which must succeed, and returns its output. */
  String output(List<String> arguments) {
    return COMMAND.output(command(arguments).toArray(String[]::new));
  }

  String output(String... arguments) {
    return output(List.of(arguments));
  }

  /** Runs podman and returns its exit code and output. */
  Command.Result run(String... arguments) {
    return COMMAND.run(command(List.of(arguments)));
  }

  /**
   * Runs a command in a container, as the runtime of a kubelet does: without podman, which would
   * take longer than a probe. The exit code 124 means that the time was over.
   */
  Command.Result exec(String containerId, List<String> command, int timeoutSeconds) {
    List<String> exec =
        List.of("timeout", String.valueOf(timeoutSeconds), "runc", "exec", containerId);
    return COMMAND.run(Stream.concat(exec.stream(), command.stream()).toList());
  }

  private static List<String> command(List<String> arguments) {
    List<String> podman =
        List.of(
            "setsid", // Ctrl-C is for this program only
            "--wait",
            "podman",
            "--root",
            ROOT.resolve("storage").toString(),
            "--runroot",
            RUN.toString(),
            "--storage-driver",
            "overlay");
    return Stream.concat(podman.stream(), arguments.stream()).toList();
  }
}
