// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.HostConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.Sample;
import org.lsst.qserv.entrypoint.TestedLine;
import org.lsst.qserv.entrypoint.legacy.ComposeLines;
import org.lsst.qserv.entrypoint.legacy.ComposeLines.Line;

/**
 * Tests that command lines of the Python entry point start processes with the same command,
 * environment and files, after waiting for a real database. The services are scripts, because none
 * of our images contains Qserv's plugins.
 */
@Tag(TestedLine.TAG)
final class LegacyLinesIT {
  private static final TestedLine LINE = TestedLine.CURRENT;
  private static final String PROGRAMS = "/tmp/programs/";

  /** The names of other containers in the command lines. */
  private static final List<String> HOSTS =
      List.of("czar-db", "worker-db-a", "worker-db-b", "repl-db", "xrootd-mgr", "repl-registry");

  private static final String DATABASES =
      "create database qservReplica; create database if not exists qservw_worker;"
          + " create database qservMeta;";

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Container container;

  @BeforeAll
  static void startDatabase() {
    container =
        Container.of(Image.DEVELOPMENT, "entrypoint", "worker", "database")
            .host(LegacyLinesIT::withHostNames)
            .start();
    container.awaitReady();
    container.script(
        """
        mkdir %1$s
        printf '#!/bin/sh\\nwhile :; do sleep 1; done\\n' >%1$sservice
        chmod +x %1$sservice
        for name in %2$s mysql-proxy qserv-czar-http qserv-replica-worker \
            qserv-replica-master-http qserv-replica-registry; do ln %1$sservice %1$s$name; done
        """
            .formatted(PROGRAMS, LINE == TestedLine.XRD ? "cmsd xrootd" : "qserv-worker-http"));
    sql(DATABASES);
  }

  private static HostConfig withHostNames(HostConfig host) {
    return host.withExtraHosts(
        HOSTS.stream().map(name -> name + ":127.0.0.1").toArray(String[]::new));
  }

  @AfterAll
  static void removeContainer() {
    container.close();
  }

  @AfterEach
  void stopService() {
    container.run("sh", "-c", "for one in $(cat /tmp/launched); do kill -TERM -$one; done");
  }

  private static void sql(String statements) {
    assertThat(container.run("mariadb", "-e", statements).err()).isEmpty();
  }

  private static Stream<Line> lines() {
    return Sample.of(LegacyLinesIT.class).of(ComposeLines.of(LINE.line()).toList(), 5).stream();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void runsTheSameCommandAsThePythonEntryPoint(Line line) {
    accounts(line.arguments());
    String pid = launch(line.split());

    assertThat(command(pid)).isEqualTo(line.command());
    List<String> environment = list(pid, "environ");
    line.environment()
        .forEach((name, value) -> assertThat(environment).contains(name + "=" + value));
    assertThat(environment)
        .noneMatch(one -> one.startsWith("QSERV_") && !one.startsWith("QSERV_CONFIG="))
        .noneMatch(one -> one.contains("CHANGEME") || one.contains("replauthkey"));
    line.files()
        .forEach((name, parts) -> assertThat(container.script("cat " + name)).contains(parts));
  }

  /** Creates the accounts with the passwords in the URLs of a line. */
  private static void accounts(String arguments) {
    for (String host : List.of("localhost", "%")) {
      account("qsmaster", host, password(arguments, "qsmaster"));
      account("qsreplica", host, password(arguments, "qsreplica"));
      account("root", host, "CHANGEME");
    }
  }

  private static String password(String arguments, String user) {
    Matcher url = Pattern.compile("//" + user + ":([^@]*)@").matcher(arguments);
    return url.find() ? url.group(1) : "";
  }

  private static void account(String user, String host, String password) {
    String name = "'" + user + "'@'" + host + "'";
    sql(
        "create or replace user %s identified by '%s'; grant all on *.* to %s"
            .formatted(name, password, name));
  }

  /** Starts a command line in a separate session, and waits until the service is executed. */
  private static String launch(List<String> arguments) {
    List<String> quoted = new ArrayList<>();
    arguments.forEach(argument -> quoted.add("'" + argument + "'"));
    String line = String.join(" ", quoted);
    String launched =
        container
            .script(
                "PATH="
                    + PROGRAMS
                    + ":$PATH setsid entrypoint "
                    + line
                    + " >/tmp/log 2>&1 </dev/null & echo $! | tee /tmp/launched")
            .strip();
    container.await(
        "the service",
        () -> {
          // the command line is empty for a moment during exec
          if (container.run("test", "-d", "/proc/" + launched).exit() != 0) {
            throw new AssertionError(line + " ended:\n" + container.script("cat /tmp/log"));
          }
          return isService(launched) || isService(child(launched));
        });
    return isService(launched) ? launched : child(launched);
  }

  /** Returns the child of a launcher, which supervises a service that must be restarted. */
  private static String child(String pid) {
    return container.script("cat /proc/" + pid + "/task/*/children | head -c 20").strip();
  }

  private static boolean isService(String pid) {
    List<String> command = list(pid, "cmdline");
    return command.size() > 1 && command.get(1).startsWith(PROGRAMS);
  }

  private static List<String> list(String pid, String what) {
    return container
        .run("sh", "-c", "tr '\\0' '\\n' </proc/" + pid + "/" + what)
        .out()
        .lines()
        .toList();
  }

  /** Returns the command line of a service, without the shell and the directory of the script. */
  private static String command(String pid) {
    List<String> arguments = list(pid, "cmdline");
    return Stream.concat(
            Stream.of(String.valueOf(Path.of(arguments.get(1)).getFileName())),
            arguments.stream().skip(2))
        .collect(Collectors.joining(" "));
  }
}
