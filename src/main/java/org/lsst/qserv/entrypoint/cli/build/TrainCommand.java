// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.build;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.Checker;
import org.lsst.qserv.entrypoint.readiness.Waiter;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Goes the ways of a start, for the AOT cache: Java keeps the classes as they are afterwards. What
 * to do stands on stdin, a line each, words separated by single spaces.
 *
 * <ul>
 *   <li>{@code EXIT WORD...}: runs a command line, which has to end with that code; what did not
 *       run well is not in the cache
 *   <li>{@code ask tcp|http|sql|local WHAT}: waits a second for a service; nobody needs to answer
 * </ul>
 */
public final class TrainCommand implements Callable<Integer> {
  private static final String ASK = "ask";
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final Host host;
  private final ToIntFunction<List<String>> entrypoint;
  private final Waiter waiter;

  /**
   * The command.
   *
   * @param entrypoint runs a command line and gives its exit code
   */
  public TrainCommand(Host host, ToIntFunction<List<String>> entrypoint) {
    this.host = host;
    this.entrypoint = entrypoint;
    this.waiter = new Waiter(host.time(), new Checker(LIMIT)::ask);
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
      List<String> words = List.of(line.split(" ", -1));
      if (words.getFirst().equals(ASK)) {
        ask(check(words.get(1), words.get(2)));
      } else {
        run(Integer.parseInt(words.getFirst()), words.subList(1, words.size()));
      }
    }
    return 0;
  }

  private void run(int expected, List<String> words) {
    int exit = entrypoint.applyAsInt(words);
    if (exit != expected) {
      throw new IllegalStateException("exit " + exit + ": " + words);
    }
    host.out().println("trained: " + words);
  }

  private void ask(Check check) throws InterruptedException {
    try {
      waiter.await(check, LIMIT);
    } catch (Failure e) {
      host.out().println("trained: " + e.getMessage());
    }
  }

  private static Check check(String kind, String what) {
    return switch (kind) {
      case "tcp" -> {
        URI place = URI.create("tcp://" + what);
        yield new Check.Tcp(place.getHost(), place.getPort());
      }
      case "http" -> new Check.Http(URI.create(what));
      case "local" -> new Check.LocalSql(what);
      case "sql" -> new Check.Sql(DatabaseUrl.parse(what));
      default -> throw new IllegalArgumentException("there is no check " + kind);
    };
  }
}
