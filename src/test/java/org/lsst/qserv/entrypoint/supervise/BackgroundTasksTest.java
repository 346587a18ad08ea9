// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests the tasks of components. */
@Timeout(60)
final class BackgroundTasksTest {
  private final BackgroundTasks tasks = new BackgroundTasks();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  private String next() throws InterruptedException {
    return String.valueOf(events.poll(50, TimeUnit.SECONDS));
  }

  @Test
  void startingATaskInterruptsThePreviousOneOfTheComponent() throws InterruptedException {
    tasks.start("a", this::waitForInterruption);
    assertThat(next()).isEqualTo("started");
    tasks.start("a", () -> events.add("second"));
    assertThat(next()).isEqualTo("interrupted");
    assertThat(next()).isEqualTo("second");
  }

  @Test
  void tasksOfOtherComponentsContinue() throws InterruptedException {
    tasks.start("a", this::waitForInterruption);
    assertThat(next()).isEqualTo("started");
    tasks.start("b", () -> events.add("second"));
    assertThat(next()).isEqualTo("second");
    tasks.cancel("a");
    assertThat(next()).isEqualTo("interrupted");
  }

  private void waitForInterruption() {
    events.add("started");
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      events.add("interrupted");
    }
  }

  @Test
  void aTaskThatIsCanceledBeforeItStartsRunsInterrupted() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    tasks.start(
        "a",
        () -> {
          events.add("started");
          awaitIgnoringInterruptions(end);
        });
    assertThat(next()).isEqualTo("started");
    tasks.start("a", () -> events.add("interrupted=" + Thread.currentThread().isInterrupted()));
    tasks.cancel("a");
    end.countDown();
    assertThat(next()).isEqualTo("interrupted=true");
  }

  private static void awaitIgnoringInterruptions(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // continue
      }
    }
  }

  @Test
  void earlierTasksAreNotKeptInMemory() throws InterruptedException {
    List<WeakReference<Object>> captured = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Object plan = new Object();
      captured.add(new WeakReference<>(plan));
      tasks.start("a", () -> events.add("ran " + plan.hashCode()));
      assertThat(next()).startsWith("ran ");
    }
    tasks.start("a", () -> events.add("last"));
    assertThat(next()).isEqualTo("last");
    for (int i = 0; i < 20 && isAnyAlive(captured); i++) {
      System.gc();
    }
    assertThat(isAnyAlive(captured)).isFalse();
  }

  private static boolean isAnyAlive(List<WeakReference<Object>> references) {
    return references.stream().anyMatch(reference -> reference.get() != null);
  }
}
