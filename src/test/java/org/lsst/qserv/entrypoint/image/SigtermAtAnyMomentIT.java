// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.Sample;

/** Tests that SIGTERM at any moment terminates a launch and leaves no process. */
final class SigtermAtAnyMomentIT {
  private static final Sample SAMPLE = Sample.of(SigtermAtAnyMomentIT.class);

  @Test
  void terminatesEveryLaunchWithinTheGracePeriod() {
    int half = Sample.times(12, 250);
    List<Integer> moments =
        Stream.generate(() -> SAMPLE.random().nextInt(1300)).limit(half).toList();
    String arguments = moments.stream().map(String::valueOf).collect(Collectors.joining(" "));
    try (Container container = Container.idle(Image.LITE).start()) {
      List<String> lines = container.script(script(arguments)).lines().toList();

      // A running supervisor stops its services and exits with 0; a JVM that is still initializing
      // prints an error and exits with 1.
      assertThat(lines)
          .hasSize(2 * half)
          .allMatch(line -> line.matches("exec \\d+ (143|1)|supervise \\d+ (0|143|1)"));
    }
  }

  /**
   * Each moment is a fraction of the duration of one launch, in thousandths. Prints one line for
   * each: mode, moment, exit code; `late` if it did not terminate within the grace period.
   */
  private static String script(String moments) {
    return """
    launch() { entrypoint xrootd cmsd -e launch=$1 -e "command=$2" >/dev/null 2>&1; }
    launch supervise '["true"]'
    whole=999999999
    for i in 1 2 3; do # the shortest, which other tests disturbed least
      begin=${EPOCHREALTIME/.}
      launch supervise '["true"]'
      duration=$((${EPOCHREALTIME/.} - begin))
      [ $duration -gt $whole ] || whole=$duration
    done
    for moment in %s; do for way in exec supervise; do
      delay=$((whole * moment / 1000))
      entrypoint xrootd cmsd -e launch=$way -e 'command=["sleep","98765"]' >/dev/null 2>&1 &
      launched=$!
      sleep "$(printf '%%d.%%06d' $((delay / 1000000)) $((delay %% 1000000)))"
      kill -TERM $launched || true
      sleep 30 & grace=$!
      code=0
      wait -n -p first $launched $grace || code=$?
      [ "$first" = $launched ] || { code=late; kill -KILL $launched; }
      kill $grace 2>/dev/null || true
      echo "$way $moment $code"
    done; done 2>/dev/null
    for process in /proc/[0-9]*; do
      ! tr '\\0' ' ' <$process/cmdline 2>/dev/null | grep -E '^sleep 98[7]65|runtime/bin/[j]ava' || echo "left $process"
    done
    """
        .formatted(moments);
  }
}
