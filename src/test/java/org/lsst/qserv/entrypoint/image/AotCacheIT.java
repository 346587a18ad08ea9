// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/** Tests that starts use the image's caches, which Java would otherwise silently ignore. */
final class AotCacheIT {
  private static final String HOME = "/opt/qserv-entrypoint";
  private static final Map<String, String> REDIRECTOR =
      Map.of("QSERV_XROOTD__MANAGER__HOST", "redirector", "LC_ALL", "C.UTF-8");

  /**
   * Classes that a training run does not reliably add to a cache: parts of the JDK, including its
   * events, which are never cached, a class whose superclass we exclude, and classes that a latch
   * loads only if its signal is slow.
   */
  private static final List<String> NEVER_CACHED =
      List.of(
          " jdk.internal.event.",
          " java.util.concurrent.locks.AbstractQueuedSynchronizer$SharedNode ",
          " java.lang.invoke.DirectMethodHandle$1 ",
          " org.mariadb.jdbc.client.socket.impl.UnixDomainSocket ");

  @Test
  void launchesWithClassesOfTheCacheOnly() {
    try (Container container = Container.idle(Image.LITE).start()) {
      assertThat(
              classesFromElsewhere(
                  container, "entrypoint", "xrootd", "cmsd", "-e", "command=[\"/bin/true\"]"))
          .isEmpty();
    }
  }

  @Test
  void launchesWithAConfigurationFileWithClassesOfTheCacheOnly() {
    try (Container container =
        Container.idle(Image.LITE).file("/tmp/site.conf", "mariadb.port = 3307\n").start()) {
      assertThat(
              classesFromElsewhere(
                  container,
                  "entrypoint",
                  "xrootd",
                  "cmsd",
                  "--config",
                  "/tmp/site.conf",
                  "-e",
                  "command=[\"/bin/true\"]"))
          .isEmpty();
    }
  }

  @Test
  void probesWithClassesOfTheCacheOnly() {
    try (Container container =
        Container.of(
                Image.LITE, "entrypoint", "xrootd", "cmsd", "-ecommand=[\"sleep\",\"infinity\"]")
            .start()) {
      container.awaitReady();
      assertThat(classesFromElsewhere(container, "entrypoint", "probe", "live")).isEmpty();
      assertThat(classesFromElsewhere(container, "entrypoint", "probe", "ready")).isEmpty();
    }
  }

  /** The driver reads its fields by reflection, for which the JVM generates classes. */
  @Test
  void probesADatabaseWithClassesOfTheCacheOnly() {
    try (Container container =
        Container.of(Image.LITE, "entrypoint", "worker", "database").start()) {
      container.awaitReady();
      assertThat(classesFromElsewhere(container, "entrypoint", "probe", "ready"))
          .allMatch(line -> line.contains(" java.lang.invoke.LambdaForm$"));
    }
  }

  /** Returns classes from a jar or the runtime, and those that the JVM generates at run time. */
  private static List<String> classesFromElsewhere(Container container, String... command) {
    Map<String, String> environment =
        Map.of(
            "QSERV_XROOTD__MANAGER__HOST",
            "redirector",
            "ENTRYPOINT_JAVA_OPTIONS",
            "-Xlog:class+load=info:stderr");
    List<String> loaded =
        container
            .run(environment, command)
            .err()
            .lines()
            .filter(line -> line.contains(" source: "))
            .toList();
    assertThat(loaded).anyMatch(line -> line.contains(".entrypoint.Main source: shared"));
    return loaded.stream()
        .filter(line -> !line.contains("shared objects file"))
        .filter(line -> NEVER_CACHED.stream().noneMatch(line::contains))
        .toList();
  }

  @Test
  void hasCompactSettingsEqualToThoseOfTheJar() {
    try (Container container = Container.idle(Image.LITE).start()) {
      for (String role : List.of("czar", "worker", "xrootd", "replication")) {
        Outcome compact = container.run(REDIRECTOR, "entrypoint", role, "--dry-run");
        Outcome jar =
            container.run(
                REDIRECTOR,
                HOME + "/runtime/bin/java",
                "-jar",
                HOME + "/lib/entrypoint.jar",
                role,
                "--dry-run");
        assertThat(compact).isEqualTo(jar);
        assertThat(compact.out() + compact.err()).contains(role);
      }
    }
  }
}
