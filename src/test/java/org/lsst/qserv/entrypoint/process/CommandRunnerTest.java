// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/** Tests running commands with real shells. */
@Timeout(60)
final class CommandRunnerTest {
  @TempDir Path directory;

  private final CommandRunner runner =
      new CommandRunner("a test", Optional.ofNullable(System.getenv("PATH")));

  private static List<String> shell(String script) {
    return List.of("sh", "-c", script);
  }

  @Test
  void returnsStandardOutputAndStandardError() throws InterruptedException {
    assertThat(runner.run(shell("cat; echo two >&2; printf three"), "one\n"))
        .isEqualTo("one\ntwo\nthree");
  }

  @Test
  void returnsOutputLargerThanThePipeBuffer() throws InterruptedException {
    assertThat(runner.run(shell("head -c 3000000 /dev/zero | tr '\\0' x"), ""))
        .hasSize(3_000_000)
        .matches("x+");
  }

  @Test
  void reportsTheLastOutputOfAFailedCommand() {
    assertThatThrownBy(() -> runner.run(shell("echo no space; exit 3"), ""))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.UNAVAILABLE))
        .hasMessage(
            "error: sh failed with exit code 3:\nno space\n"
                + "fix: fix the reported error and run the command again");
  }

  @Test
  void redactsSecretsInTheOutputOfAFailure() {
    CommandRunner redacting = runner.redacting(text -> Secret.redact(text, List.of("o'hara")));
    assertThatThrownBy(
            () -> redacting.run(shell("printf %s\\\\n \"near o\\\\'hara\" \"o'hara\"; exit 3"), ""))
        .hasMessageContaining("near [REDACTED]\n[REDACTED]\n");
  }

  @Test
  void doesNotWaitForTheOutputOfABackgroundProcess() throws IOException, InterruptedException {
    Path pid = directory.resolve("pid");
    try {
      assertThat(runner.run(shell("sleep 600 & echo $! >" + pid + "; echo done"), ""))
          .isEqualTo("done\n");
      List<String> lines = Collections.synchronizedList(new ArrayList<>());
      assertThat(runner.follow(shell("sleep 600 & echo $! >>" + pid + "; echo done"), lines::add))
          .isZero();
      assertThat(lines).containsExactly("done");
    } finally {
      for (String process : Files.readAllLines(pid)) {
        ProcessHandle.of(Long.parseLong(process)).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  @Test
  void usesNoThreadOfTheCommonPool() throws InterruptedException {
    ForkJoinPool pool = ForkJoinPool.commonPool();
    List<ForkJoinTask<?>> blockers = new ArrayList<>();
    Object gate = new Object();
    synchronized (gate) {
      for (int i = 0; i < 2 * pool.getParallelism() + 2; i++) {
        blockers.add(
            pool.submit(() -> {
              synchronized (gate) {
                return;
              }
            }));
      }
      assertThat(runner.run(shell("echo done"), "")).isEqualTo("done\n");
    }
    blockers.forEach(ForkJoinTask::join);
  }

  @Test
  void streamsTheLinesAndReturnsTheExitCode() throws InterruptedException {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    assertThat(runner.follow(shell("echo one; echo two >&2; printf three; exit 7"), lines::add))
        .isEqualTo(7);
    assertThat(lines).containsExactly("one", "two", "three");
  }

  @Test
  void killsAProgramThatExceedsItsTimeout() throws InterruptedException {
    long start = System.nanoTime();
    assertThat(runner.executeWithin(Duration.ofMillis(200), shell("sleep 600"))).isEmpty();
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
  }
}
