// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes;

import static org.lsst.qserv.entrypoint.TestFiles.BUNDLED;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.cli.EntrypointCommand;
import org.lsst.qserv.entrypoint.plan.LaunchPlan;

/**
 * What the launcher would do in a rendered container. The ConfigMaps and Secrets that the container
 * mounts are files in a temporary directory, and only those: a setting that names a file of another
 * container is a problem.
 */
final class ContainerLaunch {
  private static final String CONFIG = "--config=";
  private static final String INDEX = "7";

  /** The keys of the Secrets, which are not created by the chart. */
  private static final Map<String, List<String>> SECRETS =
      Map.of(
          "czar-secrets", List.of("mariadb-root-password", "mariadb-qsmaster-password"),
          "worker-secrets", List.of("mariadb-root-password", "mariadb-qsmaster-password"),
          "repl-secrets",
              List.of(
                  "mariadb-root-password",
                  "mariadb-qsreplica-password",
                  "auth-key",
                  "admin-auth-key"),
          "monitor-secrets", List.of("monitor-user", "monitor-password", "status-password"),
          "czar-cert", List.of("tls.crt", "tls.key"),
          "monitor-cert", List.of("tls.crt", "tls.key"),
          "qserv-secrets", List.of("admin", "admin-auth-key", "auth-key", "qsmaster", "qsreplica"));

  private final Manifests manifests;
  private final PodContainer container;
  private final Path directory;
  private final List<String> mounted = new ArrayList<>();
  private String scripts = "";

  ContainerLaunch(Manifests manifests, PodContainer container, Path directory) {
    this.manifests = manifests;
    this.container = container;
    this.directory = directory;
    List<VolumeMount> mounts = container.container().getVolumeMounts();
    mounts.stream()
        .filter(mount -> isReadOnly(container.volume(mount).orElse(new Volume())))
        .forEach(mount -> mounted.add(mount.getMountPath()));
    mounts.forEach(mount -> container.volume(mount).ifPresent(volume -> create(mount, volume)));
  }

  private static boolean isReadOnly(Volume volume) {
    return volume.getConfigMap() != null || volume.getSecret() != null;
  }

  private void create(VolumeMount mount, Volume volume) {
    if (volume.getConfigMap() != null) {
      manifests
          .one(ConfigMap.class, volume.getConfigMap().getName())
          .getData()
          .forEach((name, content) -> write(mount.getMountPath() + "/" + name, here(content)));
    } else if (volume.getSecret() != null) {
      keys(volume.getSecret())
          .forEach(key -> write(mount.getMountPath() + "/" + key, "secret-of-" + key));
    }
  }

  private static List<String> keys(SecretVolumeSource secret) {
    List<String> all = SECRETS.getOrDefault(secret.getSecretName(), List.of());
    List<String> items = secret.getItems().stream().map(KeyToPath::getKey).toList();
    if (!all.containsAll(items)) {
      throw new AssertionError(secret.getSecretName() + " has no " + items);
    }
    return items.isEmpty() ? all : items;
  }

  private void write(String path, String content) {
    try {
      Path file = directory.resolve(path.substring(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a text with the paths of mounted files in the temporary directory. */
  private String here(String text) {
    String result = text;
    for (String path : mounted) {
      result = result.replace(path + "/", directory + path + "/");
    }
    return result;
  }

  /** Returns whether a path of a plan is a mounted file of a ConfigMap or Secret. */
  boolean isMounted(Path path) {
    return path.startsWith(directory);
  }

  /** Returns the exit code and the output of {@code --dry-run} with the container's arguments. */
  String dryRun() {
    List<String> arguments = new ArrayList<>();
    container.container().getArgs().forEach(argument -> arguments.add(here(argument)));
    arguments.add("--dry-run");
    return run(arguments);
  }

  /** Returns the exit code and the output of a command in the container. */
  String run(List<String> arguments) {
    TestHost host = host(new TestHost(directory));
    int exit =
        new EntrypointCommand(host.host(), BUNDLED, () -> "test", (level, format) -> {})
            .run(arguments);
    return exit + " " + host.out() + host.err();
  }

  private TestHost host(TestHost host) {
    host.file("proc/sys/kernel/hostname", "qserv-worker-7\n");
    if (!scripts.isEmpty()) {
      host.variable("QSERV_SCHEMA__SCRIPTS", scripts);
    }
    host.image(
        "cmsd",
        "entrypoint",
        "mariadbd",
        "mysql-proxy",
        "qserv-czar-http",
        "qserv-replica-master-http",
        "qserv-replica-registry",
        "qserv-replica-worker",
        "qserv-worker-http",
        "xrootd");
    for (EnvVar variable : container.container().getEnv()) {
      host.variable(variable.getName(), here(value(variable)));
    }
    return host;
  }

  /** Returns the value of a variable; the index of a Job is 7. */
  private static String value(EnvVar variable) {
    return variable.getValueFrom() == null ? variable.getValue() : INDEX;
  }

  /** Returns the exit code and the output of the container's command, with the index 7. */
  String run() {
    for (String module : List.of("czar", "worker", "repl")) {
      write("/scripts/" + module + "/migrate-None-to-1.sql", "SELECT 1;");
    }
    scripts = directory.resolve("scripts").toString();
    return run(
        container.container().getArgs().stream()
            .map(argument -> here(argument).replace("$(INDEX)", INDEX))
            .toList());
  }

  /** Returns the plan for the container's arguments. */
  LaunchPlan plan() {
    List<String> arguments = container.container().getArgs();
    TestSettings settings = new TestSettings(directory).role(arguments.getFirst());
    host(settings.host());
    arguments.stream()
        .filter(argument -> argument.startsWith(CONFIG))
        .forEach(
            argument -> settings.configFile(Path.of(here(argument).substring(CONFIG.length()))));
    return TestPlan.plan(arguments.get(0) + " " + arguments.get(1), settings.valid());
  }
}
