package org.lsst.qserv.entrypoint.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.lsst.qserv.entrypoint.host.DatabaseUrl;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.Checker;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Runs the command lines that it reads, so that the JVM can record the classes that they need for
 * its cache when the image is built. Not for people, and not in the help.
 */
final class TrainCommand implements Callable<Integer> {
  /** A port that nothing listens on. */
  private static final int CLOSED = 1;

  private final Host host;
  private final ToIntFunction<List<String>> entrypoint;

  /**
   * The command.
   *
   * @param entrypoint runs a command line and gives its exit code
   */
  TrainCommand(Host host, ToIntFunction<List<String>> entrypoint) {
    this.host = host;
    this.entrypoint = entrypoint;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    spec.usageMessage().hidden(true);
    return spec;
  }

  /** A command line is a line; its words are separated by single spaces. */
  @Override
  public Integer call() throws IOException {
    String input = new String(host.in().readAllBytes(), StandardCharsets.UTF_8);
    for (String line : input.lines().filter(line -> !line.startsWith("#")).toList()) {
      int exit = entrypoint.applyAsInt(List.of(line.split(" ", -1)));
      host.out().println("trained: exit " + exit + ": " + line);
    }
    ask();
    return 0;
  }

  /** Nobody answers, but the classes that ask are known then. */
  private void ask() {
    Checker checker = new Checker(Duration.ofSeconds(1));
    for (Check check :
        List.of(
            new Check.Http(URI.create("http://127.0.0.1:" + CLOSED)),
            new Check.Http(URI.create("https://127.0.0.1:" + CLOSED)),
            new Check.LocalSql("/nowhere"),
            new Check.Sql(DatabaseUrl.parse("mysql://train@127.0.0.1:" + CLOSED + "/train")))) {
      host.out().println("trained: " + checker.ask(check) + ": " + check);
    }
  }
}
