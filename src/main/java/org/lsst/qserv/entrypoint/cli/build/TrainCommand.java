// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.build;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.health.control.ControlAddress;
import org.lsst.qserv.entrypoint.health.control.ControlPort;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mariadb.connection.LocalAdministrator;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.Checker;
import org.lsst.qserv.entrypoint.readiness.Waiter;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Exercises the code paths of a launch for the AOT cache, which stores the classes that this
 * process loads and links. Reads one task per line from stdin, with single spaces between
 * arguments.
 *
 * <ul>
 *   <li>{@code EXIT ARGUMENT...}: runs a command line, which must exit with that code; otherwise
 *       the cache would lack the classes of the expected path
 *   <li>{@code ask tcp|http|sql|local TARGET}: waits one second for a service, which need not exist
 *   <li>{@code database DIRECTORY}: logs in to a stub of a server, over a socket in a data
 *       directory and over TCP
 *   <li>{@code get PATH}: requests a page of a control port, which need not exist
 * </ul>
 */
public final class TrainCommand implements Callable<Integer> {
  private static final String ASK = "ask";
  private static final String DATABASE = "database";
  private static final String GET = "get";
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final Host host;
  private final ToIntFunction<List<String>> entrypoint;
  private final Waiter waiter;

  /**
   * Creates the command.
   *
   * @param entrypoint runs a command line and returns its exit code
   */
  public TrainCommand(Host host, ToIntFunction<List<String>> entrypoint) {
    this.host = host;
    this.entrypoint = entrypoint;
    this.waiter = new Waiter(host.time(), new Checker(LIMIT)::run);
  }

  public CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage().hidden(true);
    return spec;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String input = new String(host.in().readAllBytes(), StandardCharsets.UTF_8);
    for (String line : input.lines().filter(line -> !line.startsWith("#")).toList()) {
      List<String> arguments = List.of(line.split(" ", -1));
      if (arguments.getFirst().equals(ASK)) {
        ask(check(arguments.get(1), arguments.get(2)));
      } else if (arguments.getFirst().equals(DATABASE)) {
        logIn(Path.of(arguments.get(1)));
      } else if (arguments.getFirst().equals(GET)) {
        get(arguments.get(1));
      } else {
        run(Integer.parseInt(arguments.getFirst()), arguments.subList(1, arguments.size()));
      }
    }
    return 0;
  }

  private void run(int expected, List<String> arguments) {
    int exit = entrypoint.applyAsInt(arguments);
    if (exit != expected) {
      throw new IllegalStateException("exit " + exit + ": " + arguments);
    }
    host.out().println("trained: " + arguments);
  }

  private void ask(Check check) throws InterruptedException {
    try {
      waiter.await(check, LIMIT, _ -> {});
    } catch (Failure e) {
      host.out().println("trained: " + e.getMessage());
    }
  }

  private void logIn(Path dataDirectory) throws IOException, InterruptedException {
    Path socket = LocalAdministrator.socket(dataDirectory);
    try (TrainingDatabase _ = TrainingDatabase.open(UnixDomainSocketAddress.of(socket))) {
      require(new Check.LocalSql(dataDirectory.toString()));
    }
    Files.delete(socket);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (TrainingDatabase tcp = TrainingDatabase.open(new InetSocketAddress(loopback, 0))) {
      require(new Check.Sql(DatabaseUrl.parse("mysql://train@127.0.0.1:" + tcp.port() + "/train")));
    }
  }

  /** A check that fails would not load the classes of a session. */
  private void require(Check check) throws InterruptedException {
    waiter.await(check, LIMIT, _ -> {});
    host.out().println("trained: " + check);
  }

  private void get(String path) throws InterruptedException {
    ControlAddress any = new ControlAddress("127.0.0.1", 0, Optional.empty(), Optional.empty());
    try (ControlPort port = ControlPort.open(host, any, new TrainingLaunch())) {
      ask(new Check.Http(URI.create("http://127.0.0.1:" + port.port() + path)));
    }
  }

  private static Check check(String kind, String target) {
    return switch (kind) {
      case "tcp" -> {
        URI address = URI.create("tcp://" + target);
        yield new Check.Tcp(address.getHost(), address.getPort());
      }
      case "http" -> new Check.Http(URI.create(target));
      case "local" -> new Check.LocalSql(target);
      case "sql" -> new Check.Sql(DatabaseUrl.parse(target));
      default -> throw new IllegalArgumentException("unknown check " + kind);
    };
  }
}
