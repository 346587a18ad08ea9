// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.Sample;

/**
 * An upgrade of three scripts that is interrupted at any of its statements, including those of the
 * journal and of the lock, resumes when it is run again, without a decision of the user. The result
 * equals that of an upgrade without an interruption: no data change is lost or executed twice.
 */
@Order(1)
final class SchemaKillIT {
  private static final List<String> PHASES = List.of("before", "during", "after");

  /** The number of statements in a sample, for each of two phases and each kind of interruption. */
  private static final int POINTS = 1;

  /** By how many statements two upgrades differ: polls for a stop request depend on the clock. */
  private static final int VARIATION = 10;

  private static final Path FILES = Path.of("src/test/resources/schema");

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(strings = {"kill", "cut", "server"})
  void anUpgradeResumesWhereItWasInterrupted(String action) {
    try (Container container = withScripts().start()) {
      container.write("/tmp/password", "of this test");
      int statements = Integer.parseInt(container.script("bash /tmp/kill.sh reference").strip());
      assertThat(statements).isGreaterThan(100);
      List<String> points = points(statements, action);
      container.write("/tmp/points", String.join("\n", points) + "\n");
      List<String> answers =
          container.script("bash /tmp/kill.sh points </tmp/points").lines().toList();
      assertThat(answers).hasSameSizeAs(points);
      for (int i = 0; i < points.size(); i++) {
        boolean isAlwaysReached = number(points.get(i)) <= statements - VARIATION;
        assertThat(answers.get(i))
            .as(points.get(i))
            .isIn("ok", isAlwaysReached ? "ok" : "not reached");
      }
    }
  }

  private static int number(String point) {
    return Integer.parseInt(point.substring(0, point.indexOf(' ')));
  }

  private static Container.Builder withScripts() {
    return Container.idle(Image.DEVELOPMENT)
        .copy(FILES.resolve("scripts"), "/tmp/scripts")
        .copy(FILES.resolve("kill.sh"), "/tmp/kill.sh")
        .copy(FILES.resolve("proxy.py"), "/tmp/proxy.py");
  }

  private static List<String> points(int statements, String action) {
    Sample sample = Sample.of(SchemaKillIT.class, action);
    List<String> points = new ArrayList<>();
    for (String phase : sample.of(PHASES, 2)) {
      List<String> all =
          IntStream.rangeClosed(1, statements)
              .mapToObj(point -> point + " " + phase + " " + action)
              .toList();
      points.addAll(sample.of(all, POINTS));
    }
    return points;
  }
}
