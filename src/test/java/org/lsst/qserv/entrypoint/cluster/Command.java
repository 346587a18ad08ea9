// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Runs a local program and waits for it. */
public record Command(Path directory, Map<String, String> environment) {
  private static final long MOST_MINUTES = 8;

  /** Not the common pool, in which commands that run concurrently would wait for each other. */
  private static final Executor READERS = task -> Thread.ofPlatform().daemon().start(task);

  /** The result of a program. */
  public record Result(int exit, String output) {}

  /** Runs the program; combines stdout and stderr. */
  public Result run(List<String> arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(arguments).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<String> output =
          CompletableFuture.supplyAsync(() -> text(process), READERS);
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      return new Result(process.waitFor(), output.join());
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + arguments, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Runs the program, which must succeed, and returns its output. */
  public String output(String... arguments) {
    Result result = run(List.of(arguments));
    if (result.exit() != 0) {
      throw new AssertionError(
          String.join(" ", arguments) + " exited with " + result.exit() + ":\n" + result.output());
    }
    return result.output().strip();
  }

  private static String text(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
