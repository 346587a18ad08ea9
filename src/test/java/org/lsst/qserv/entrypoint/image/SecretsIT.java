// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestedLine;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/**
 * Tests where secrets are exposed. Services of three roles are installed and run in one container
 * with a canary for each secret; they become ready only if they received them.
 */
@Tag(TestedLine.TAG)
final class SecretsIT {
  private static final String HOME = "/home/qserv/";
  private static final List<String> SOURCES = List.of("-e", "--json", "variable");

  private static final Map<String, List<String>> SECRETS =
      Map.ofEntries(
          entry(
              "czar database",
              List.of(
                  "czar.database-password", "czar.admin-password", "database.monitor-password")),
          entry(
              "czar http",
              List.of(
                  "auth-key", "admin-auth-key", "czar.database-password", "czar.http.password")),
          entry("replication database", List.of("replication.url", "replication.admin-password")),
          entry("worker database", List.of("database.password", "database.admin-password")),
          entry("worker svc", List.of("auth-key", "admin-auth-key", "database.password")),
          entry(
              "worker replica",
              List.of(
                  "auth-key",
                  "admin-auth-key",
                  "replication.url",
                  "database.admin-password",
                  "control.token")));

  private static final List<String> COMMON =
      List.of(
          "-einstance-id=test",
          "-eregistry.host=127.0.0.1",
          "-emariadb.innodb-buffer-pool-size=16M");

  private static final List<String> LINE_OPTIONS =
      TestedLine.CURRENT == TestedLine.XRD ? List.of("-exrootd.manager.host=127.0.0.1") : List.of();

  private static final Map<String, List<String>> ROLE_OPTIONS =
      Map.of(
          "czar",
          List.of(
              "-eczar.database-url=mysql://qsmaster@127.0.0.1:3306/qservMeta",
              "-eczar.admin-url=mysql://admin@127.0.0.1:3306/"),
          "replication",
          List.of("-emariadb.port=3307", "-ereplication.admin-url=mysql://admin@127.0.0.1:3307/"),
          "worker",
          List.of(
              "-emariadb.port=3308",
              "-edatabase.url=mysql://qsmaster@127.0.0.1:3308/qservw_worker",
              "-edatabase.admin-url=mysql://admin@127.0.0.1:3308/qservw_worker"));

  private final Map<String, String> canaries = new TreeMap<>();

  @Test
  void exposesASecretFromAFileOnlyWhereAServiceRequiresIt() {
    try (Container container = Container.idle(Image.DEVELOPMENT).start()) {
      container.script("mkdir -p secrets log");
      // once each, before they are read: the czar opens its files itself
      targets().stream()
          .flatMap(target -> secrets(target).stream())
          .distinct()
          .forEach(secret -> container.write(HOME + "secrets/" + secret, value(secret)));
      for (String target : targets()) {
        List<String> options = new ArrayList<>();
        for (String secret : secrets(target)) {
          options.add("-e" + secret + "-file=" + HOME + "secrets/" + secret);
        }
        launch(container, target, options, Map.of());
      }
      awaitReady(container);

      assertThat(found(container, "cat log/*")).isEmpty();
      assertThat(found(container, "cat /proc/[0-9]*/environ || true")).isEmpty();
      assertThat(found(container, "cat $(find /run/qserv -type f)")).isEmpty();
      assertThat(found(container, READABLE)).isEmpty();
      assertThat(optionsWithSecrets(container, "")).containsExactlyInAnyOrderElementsOf(allowed());
      assertThat(container.script("cat log/*")).doesNotContain("is visible in 'docker inspect'");
    }
  }

  @Test
  void warnsOfAVisibleSecretAndDoesNotPassItOn() {
    try (Container container = Container.idle(Image.DEVELOPMENT).start()) {
      container.script("mkdir -p secrets log");
      for (String target : targets()) {
        List<String> options = new ArrayList<>();
        Map<String, String> environment = new HashMap<>();
        List<String> secrets = secrets(target);
        for (String secret : secrets) {
          set(secret, SOURCES.get(secrets.indexOf(secret) % SOURCES.size()), options, environment);
        }
        if (target.equals("czar http")) {
          options.add("-elaunch=supervise");
        }
        launch(container, target, options, environment);
      }
      awaitReady(container);

      assertThat(found(container, "cat log/*")).isEmpty();
      assertThat(found(container, ENVIRONMENTS)).isEmpty();
      assertThat(found(container, "cat $(find /run/qserv -type f)")).isEmpty();
      assertThat(found(container, READABLE)).isEmpty();
      assertThat(optionsWithSecrets(container, "grep -v '^java' |"))
          .containsExactlyInAnyOrderElementsOf(allowed());
      for (String target : targets()) {
        String log = container.script("cat 'log/" + target + "'");
        assertThat(secrets(target))
            .allSatisfy(
                secret -> assertThat(log).contains("set it in a file: " + secret + "-file"));
      }
    }
  }

  /** Waits for the services, whose output is in separate files, not in the container's log. */
  private static void awaitReady(Container container) {
    try {
      container.awaitReady();
    } catch (AssertionError e) {
      throw new AssertionError(container.script("tail -n 8 log/*"), e);
    }
  }

  /** Prints the files that users other than owner and group can read. */
  private static final String READABLE =
      "find /config-etc /run/qserv /qserv/data /tmp /home/qserv -type f -perm -o=r -exec cat {} +";

  /** Prints the environment of all processes except the launcher's. */
  private static final String ENVIRONMENTS =
      """
      for process in /proc/[0-9]*; do
        [ "$(cat $process/comm)" = java ] || cat $process/environ || true
      done 2>/dev/null\
      """;

  private static List<String> targets() {
    List<String> targets =
        new ArrayList<>(
            List.of(
                "czar database",
                "replication database",
                "worker database",
                "czar http",
                "worker replica"));
    if (TestedLine.CURRENT == TestedLine.HTTP) {
      targets.add("worker svc");
    }
    return targets;
  }

  private static List<String> secrets(String target) {
    return SECRETS.getOrDefault(target, List.of());
  }

  private String value(String secret) {
    String canary = canaries.computeIfAbsent(secret, name -> "canary" + UUID.randomUUID());
    return secret.equals("replication.url")
        ? "mysql://qsreplica:" + canary + "@127.0.0.1:3307/qservReplica"
        : canary;
  }

  private void set(
      String secret, String way, List<String> options, Map<String, String> environment) {
    String value = value(secret);
    switch (way) {
      case "-e" -> options.add("-e" + secret + "=" + value);
      case "--json" -> {
        String[] parts = secret.split("\\.", -1);
        String json = "\"" + value + "\"";
        for (int i = parts.length - 1; i >= 0; i--) {
          json = "{\"" + parts[i] + "\":" + json + "}";
        }
        options.addAll(List.of("--json", json));
      }
      default ->
          environment.put(
              "QSERV_" + secret.toUpperCase(Locale.ROOT).replace(".", "__").replace("-", "_"),
              value);
    }
  }

  private static void launch(
      Container container, String target, List<String> options, Map<String, String> environment) {
    if (target.endsWith(" database")) {
      List<String> install = command("exec \"$@\" >'log/install " + target + "' 2>&1", target);
      install.addAll(options);
      install.addAll(List.of("--mode=install", "-eschema.scripts=/usr/local/qserv/schema"));
      Outcome installed = container.run(environment, install.toArray(String[]::new));
      assertThat(installed.exit())
          .as(container.script("cat 'log/install " + target + "'"))
          .isZero();
    }
    List<String> command = command("exec \"$@\" >'log/" + target + "' 2>&1 </dev/null &", target);
    command.addAll(options);
    assertThat(container.run(environment, command.toArray(String[]::new)).exit()).isZero();
    String state = "/run/qserv/" + target.replace(' ', '-') + "/state.json";
    String runs = "\"executed\": true|\"state\": \"(starting|ready)\"";
    container.await(target, () -> container.run("grep", "-Eq", runs, state).exit() == 0);
  }

  /** Returns the command of a target for a shell. */
  private static List<String> command(String shell, String target) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("bash", "-c", shell, "bash", "entrypoint"));
    List<String> roleAndComponent = List.of(target.split(" ", -1));
    command.addAll(roleAndComponent);
    command.addAll(COMMON);
    command.addAll(LINE_OPTIONS);
    command.addAll(ROLE_OPTIONS.getOrDefault(roleAndComponent.getFirst(), List.of()));
    command.add("-epaths.config=/config-etc/" + roleAndComponent.getFirst());
    command.add("-epaths.data=/qserv/data/" + roleAndComponent.getFirst());
    return command;
  }

  /** Returns the secrets in the output of a script. */
  private List<String> found(Container container, String script) {
    String printed =
        container.script("{ " + script + "; } | tr '\\0' '\\n' | grep -a canary || true");
    return canaries.entrySet().stream()
        .filter(canary -> printed.contains(canary.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns program and option for each argument of a process that contains a secret. */
  private static List<String> optionsWithSecrets(Container container, String filter) {
    return container
        .script(
            """
            for process in /proc/[0-9]*; do
              name=$(cat $process/comm)
              tr '\\0' '\\n' <$process/cmdline | grep -a 'canary[0-9a-f]' | sed "s/^/$name /; s/=.*//" || true
            done 2>/dev/null | %s sort -u\
            """
                .formatted(filter))
        .lines()
        .toList();
  }

  /** Returns the options in the catalog that contain secrets and have a value here. */
  private static List<String> allowed() {
    Config roles = TestFiles.BUNDLED.releaseLine(TestedLine.CURRENT.line()).getConfig("roles");
    List<String> options = new ArrayList<>();
    roles
        .getStringList("czar.components.http.secret-args")
        .forEach(name -> options.add("qserv-czar-http --" + name));
    // the kernel truncates names to 15 characters; the replica's own pages have no password here
    roles.getStringList("worker.components.replica.secret-args").stream()
        .filter(name -> !name.equals("http-password"))
        .forEach(name -> options.add("qserv-replica-w --" + name));
    return options;
  }
}
