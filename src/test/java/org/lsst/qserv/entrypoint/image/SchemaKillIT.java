// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An upgrade of three scripts that is harmed at any of its statements, the journal's and the lock's
 * included, goes on when it is run again, without a word from a person, and leaves what an
 * undisturbed one leaves: no change of data is lost, none is done twice.
 */
final class SchemaKillIT {
  private static final List<String> PHASES = List.of("before", "during", "after");

  /** How many statements a sample takes of each kind of harm. */
  private static final int POINTS = 2;

  /**
   * How many statements more or less an upgrade sends: it looks for a wish to stop by the clock.
   */
  private static final int UNSURE = 10;

  private static final Path FILES = Path.of("src/test/resources/schema");

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(strings = {"kill", "cut", "server"})
  void anUpgradeGoesOnWhereItWasHarmed(String action) {
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
        boolean surelyThere = number(points.get(i)) <= statements - UNSURE;
        assertThat(answers.get(i)).as(points.get(i)).isIn("ok", surelyThere ? "ok" : "not reached");
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
    for (String phase : PHASES) {
      List<String> all =
          IntStream.rangeClosed(1, statements)
              .mapToObj(point -> point + " " + phase + " " + action)
              .toList();
      points.addAll(sample.of(all, POINTS));
    }
    return points;
  }
}
