// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.containers.Network;

/**
 * A pod of qserv-operator: containers that share a network namespace and a data volume, each with a
 * start script of the operator. An idle container holds the namespace, like that of Kubernetes.
 */
final class OperatorPod implements AutoCloseable {
  private static final Path RESOURCES = Path.of("src/test/resources/operator");

  /** The directories belong to the user, because {@code su qserv} drops group 0. */
  private static final Map<String, String> VOLATILE =
      Stream.of("/qserv/run/tmp", "/run/xrootd", "/config-etc", "/run/qserv")
          .collect(Collectors.toMap(path -> path, _ -> "uid=1000"));

  /** The way in which start scripts run their last command. */
  enum Last {
    /** Like the operator: the shell waits for it. */
    WAITED_FOR(""),
    EXECUTED("exec ");

    private final String prefix;

    Last(String prefix) {
      this.prefix = prefix;
    }
  }

  private final Volume data = new Volume();
  private final Container sandbox;
  private final String image;
  private final Map<String, String> sql;
  private final List<Container> containers = new ArrayList<>();

  /**
   * Starts a pod without its containers.
   *
   * @param sql the files that {@code initdb} executes: content by name
   */
  OperatorPod(Network network, String name, Map<String, String> sql) {
    this(network, Image.DEVELOPMENT, name, sql);
  }

  /** As above, with an image of the containers. */
  OperatorPod(Network network, String image, String name, Map<String, String> sql) {
    this.image = image;
    this.sql = sql;
    this.sandbox = Container.idle(image).network(network, name).volume(data, "/qserv/data").start();
    // fsGroup 1000
    sandbox.scriptAs("0:0", "chgrp 1000 /qserv/data && chmod 2775 /qserv/data");
  }

  /** Returns the content of a resource file. */
  static String resource(String name) {
    try {
      return Files.readString(RESOURCES.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a container with the script of that name. */
  Container start(String script, String user, Last last) {
    Container.Builder builder =
        Container.of(image, "/cm-start/start.sh")
            .user(user)
            .host(host -> host.withNetworkMode("container:" + sandbox.id()))
            .volume(data, "/qserv/data")
            .host(host -> host.withTmpFs(VOLATILE))
            .environment("QSERV_XROOTD__PLUGIN", "none")
            .copy(
                Path.of("images/stand-ins/schema"),
                "/usr/local/python/lsst/qserv/schema/migrations")
            .executable("/usr/local/bin/xrootd", resource("xrootd.py"))
            .executable("/usr/local/bin/cmsd", resource("xrootd.py"))
            .executable(
                "/cm-start/start.sh", resource(script + ".sh").replace("exec ", last.prefix))
            .file("/cm-etc/log.cnf", "log4j.rootLogger=INFO\n")
            .file("/etc/mysql/my.cnf", resource("my.cnf"))
            .file("/secret-mariadb/mariadb.secret.sh", resource("secret.sh"))
            .file("/secret-repl-db/repl-db.secret.sh", resource("secret.sh"));
    sql.forEach((name, text) -> builder.file("/cm-sql/" + name, text));
    Container container = builder.start();
    containers.add(container);
    return container;
  }

  /** Starts the database's containers, one after the other. */
  Container startDatabase(Last last) {
    Container init = start("initdb", "1000:0", last);
    int exit = init.exitCode();
    if (exit != 0) {
      throw new AssertionError("initdb exited with " + exit + ":\n" + init.logs());
    }
    return start("mariadb", "1000:0", last);
  }

  /** Executes statements as an administrator in the pod's database. */
  void sql(String statements) {
    sandbox.script(
        ". /dev/stdin <<'END'\n"
            + resource("secret.sh")
            + "END\n"
            + "mariadb --no-defaults -S /qserv/data/mysql/mysql.sock -uroot"
            + " --password=\"$MYSQL_ROOT_PASSWORD\" -e \""
            + statements
            + "\"");
  }

  /** Waits until the kubelet's TCP probe succeeds. */
  void awaitTcp(int port) {
    awaitProbe("(exec 3<>/dev/tcp/127.0.0.1/" + port + ")", "port " + port);
  }

  /** Waits until the kubelet's HTTP probe succeeds. */
  void awaitVersion(int port) {
    awaitProbe(
        "python3 -c 'import urllib.request as u; u.urlopen(\"http://127.0.0.1:"
            + port
            + "/meta/version\", timeout=2)'",
        "HTTP on port " + port);
  }

  private void awaitProbe(String script, String what) {
    try {
      sandbox.await(what, () -> sandbox.run("bash", "-c", script).exit() == 0);
    } catch (AssertionError e) {
      StringBuilder logs = new StringBuilder();
      containers.forEach(one -> logs.append(one.logs()).append("\n----\n"));
      throw new AssertionError(what + " did not answer. Logs:\n" + logs, e);
    }
  }

  /** Removes the containers like those of a deleted pod, and keeps the data. */
  void remove() {
    containers.forEach(Container::close);
    containers.clear();
  }

  @Override
  public void close() {
    remove();
    sandbox.close();
    data.close();
  }
}
