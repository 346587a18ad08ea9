// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.image.SleepingServices.FIRST;
import static org.lsst.qserv.entrypoint.image.SleepingServices.LINE;
import static org.lsst.qserv.entrypoint.image.SleepingServices.ROLE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.Sample;
import org.lsst.qserv.entrypoint.TestedLine;

/**
 * Tests each signal in each phase of a launch: the right process receives it, the exit code is
 * right, and neither processes nor incomplete files are left. {@code SigtermAtAnyMomentIT} tests
 * the moments in between.
 */
@Tag(TestedLine.TAG)
final class SignalMatrixIT {
  private static final Sample SAMPLE = Sample.of(SignalMatrixIT.class);
  private static final String PROGRAM = "/tmp/signals/service";
  private static final String WAITING =
      "catalog.roles.%s.components.%s.waits = [{ tcp = \"127.0.0.1:9\", timeout = 10 minutes }]\n"
          .formatted(ROLE, FIRST);

  /** Returns all cells, or one for each phase and way of launching, with every signal. */
  private static List<SignalCell> cells() {
    if (Sample.FULL) {
      return SignalCell.all();
    }
    List<String> signals = new ArrayList<>(SignalCell.SIGNALS);
    Collections.shuffle(signals, SAMPLE.random());
    Set<String> rows = new LinkedHashSet<>();
    return SignalCell.all().stream()
        .filter(cell -> rows.add(cell.phase() + cell.launch()))
        .map(cell ->
            new SignalCell(cell.phase(), cell.launch(), signals.get(rows.size() % signals.size())))
        .toList();
  }

  @Test
  void eachSignalReachesTheRightProcessInEachPhase() {
    List<SignalCell> cells = cells();
    try (Container container =
        Container.idle(Image.DEVELOPMENT)
            .copy(Path.of("target/test-classes/signals"), "/tmp/signals")
            .start()) {
      String arguments = cells.stream().map(SignalCell::argument).collect(Collectors.joining(" "));
      String variables =
          "ROLE=%s COMPONENT=%s WORKER_COMPONENT=%s "
              .formatted(ROLE, FIRST, LINE.workerServices().getFirst());
      assertThat(container.script(variables + "bash /tmp/signals/matrix " + arguments).lines())
          .containsExactlyElementsOf(cells.stream().map(SignalCell::expected).toList());
    }
  }

  /**
   * A container with the launcher as PID 1.
   *
   * @param reached the line of the log after which it gets the signal
   * @param printed a part of the log afterwards
   */
  private record Alone(String options, String reached, String signal, int exit, String printed) {
    private void check() {
      String site = "--config /tmp/site.conf " + options;
      try (Container container =
          SleepingServices.component(FIRST, site.split(" ", -1))
              .copy(Path.of("target/test-classes/signals/service"), PROGRAM)
              .file("/tmp/waiting.conf", WAITING)
              .file("/tmp/site.conf", "command = [bash, " + PROGRAM + ", /tmp]\n")
              .executable("/tmp/go", "")
              .start()) {
        container.awaitLog(reached);
        container.await("the service", () -> !reached.contains("pid=") || isUp(container));
        container.signal(signal);
        if (signal.startsWith("USR")) {
          container.await(
              "the signal",
              () -> container.run("cat", "/tmp/received").out().equals(signal + "\n"));
          container.signal("TERM");
        }
        assertThat(container.exitCode()).as("%s", this).isEqualTo(exit);
        assertThat(container.logs()).contains(printed);
      }
    }

    private static boolean isUp(Container container) {
      return container.run("test", "-e", "/tmp/up").exit() == 0;
    }
  }

  @Test
  void pid1PassesOnEachSignal() {
    String wait = "--config /tmp/waiting.conf";
    String supervise = "-elaunch=supervise";
    List<Alone> all =
        Stream.of(
                new Alone(wait, "wait=tcp", "TERM", 143, ""),
                new Alone(wait, "wait=tcp", "INT", 130, ""),
                new Alone(wait + " " + supervise, "wait=tcp", "TERM", 0, "signal=TERM received"),
                new Alone(supervise, "started pid=", "USR1", 0, "signal=USR1 received"),
                new Alone(
                    supervise, "started pid=", "INT", 0, "component=" + FIRST + " stopped exit=21"),
                new Alone(supervise, "started pid=", "KILL", 137, ""),
                new Alone("-emode=maintenance", "parked reason", "TERM", 0, "parked end=signal"),
                new Alone("-eon-failure=hold -emod=x", "hold=", "TERM", 78, "unknown setting"))
            .toList();
    SAMPLE.of(all, 2).forEach(Alone::check);
  }
}
