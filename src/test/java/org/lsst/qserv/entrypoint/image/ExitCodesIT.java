// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.Sample;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/**
 * Tests the launcher's own exit codes, and that the launcher returns the exit code of a service in
 * each launch mode.
 */
final class ExitCodesIT {
  private static final List<String> LAUNCH_MODES = List.of("exec", "supervise");

  /** Exit codes with a meaning: ours, the shell's, and the limits of the range. */
  private static final List<Integer> IMPORTANT = List.of(0, 1, 64, 78, 126, 127, 128, 143, 255);

  /** Signals whose default action terminates a process, so not 17 to 23 and 28. */
  private static final List<Integer> TERMINATING =
      IntStream.rangeClosed(1, 31).filter(n -> (n < 17 || n > 23) && n != 28).boxed().toList();

  private static final Sample SAMPLE = Sample.of(ExitCodesIT.class);

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Container container;

  @BeforeAll
  static void start() {
    container =
        Container.of(Image.LITE, "entrypoint", "worker", "database")
            .host(host -> host.withTmpFs(Map.of("/full", "size=64k,mode=1777")))
            .environment("QSERV_DATABASE__PASSWORD_FILE", "/tmp/password")
            .file("/tmp/password", "right")
            .file("/tmp/unknown.cnf", "{{ registry.hosst }}\n")
            .file("/tmp/damaged", "neither settings nor a library")
            .file("/tmp/refused.conf", ExitCodeRow.REFUSED)
            .file("/tmp/waiting.conf", ExitCodeRow.REFUSED.replace("1 second", "10 minutes"))
            .start();
    container.awaitReady();
  }

  static List<ExitCodeRow> rows() {
    return ExitCodeRow.all();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void returnsTheDocumentedExitCodes(ExitCodeRow row) {
    Outcome outcome = container.run("bash", "-c", row.script());
    assertThat(outcome.out() + outcome.err()).contains(row.message());
    assertThat(outcome.exit()).isEqualTo(row.exit());
  }

  @AfterAll
  static void removeContainer() {
    container.close();
  }

  @Test
  void returnsTheExitCodeOfTheService() {
    List<Integer> all = IntStream.rangeClosed(0, 255).boxed().toList();
    List<Integer> codes =
        Stream.concat(IMPORTANT.stream(), SAMPLE.of(all, 6).stream()).distinct().toList();
    assertThat(launch("exit $n", codes)).containsExactlyElementsOf(expected(codes, 0));
  }

  @Test
  void returns128PlusTheSignalOfTheService() {
    List<Integer> signals =
        Stream.concat(Stream.of(2, 3, 9, 15), SAMPLE.of(TERMINATING, 3).stream())
            .distinct()
            .toList();
    assertThat(launch("kill -$n \\$\\$", signals))
        .containsExactlyElementsOf(expected(signals, 128));
  }

  /** Launches a service for each number in both modes; prints mode, number and exit code. */
  private static List<String> launch(String service, List<Integer> numbers) {
    String script =
        """
        for n in %s; do for launch in %s; do
          code=0
          entrypoint xrootd cmsd -e launch=$launch -e "command=[\\"sh\\",\\"-c\\",\\"%s\\"]" >/tmp/log 2>&1 || code=$?
          echo "$launch $n $code"
        done; done 2>/dev/null
        """
            .formatted(joined(numbers), joined(LAUNCH_MODES), service);
    return container.script(script).lines().toList();
  }

  private static String joined(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static List<String> expected(List<Integer> numbers, int offset) {
    List<String> lines = new ArrayList<>();
    numbers.forEach(number ->
        LAUNCH_MODES.forEach(launch -> lines.add(launch + " " + number + " " + (offset + number))));
    return lines;
  }

  @Test
  void exitsTheContainerWithTheSameCode() {
    for (String launch : LAUNCH_MODES) {
      assertThat(exitCode(launch, "exit 77")).isEqualTo(77);
      assertThat(exitCode(launch, "kill -9 $$")).isEqualTo(137);
    }
  }

  private static int exitCode(String launch, String service) {
    String command = "command=[\"sh\",\"-c\",\"" + service + "\"]";
    try (Container alone =
        Container.of(
                Image.LITE, "entrypoint", "xrootd", "cmsd", "-e", "launch=" + launch, "-e", command)
            .start()) {
      return alone.exitCode();
    }
  }
}
