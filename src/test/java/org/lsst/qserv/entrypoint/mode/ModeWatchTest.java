// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.FakeTime;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.mode.EffectiveMode.Origin;

/** Tests which changes of the mode are reported. */
final class ModeWatchTest {
  @TempDir Path directory;

  private Path modeFile() {
    return directory.resolve("mode");
  }

  private Path storedFile() {
    return directory.resolve("stored");
  }

  private void write(String content) throws IOException {
    Files.writeString(modeFile(), content);
  }

  private static ModeWatch watch(ModeSources sources) {
    return new ModeWatch(new FakeTime(), sources, sources.effective());
  }

  private ModeSources sources(Path modeFile) {
    return new ModeSources(Optional.of(modeFile), storedFile(), Mode.FULL);
  }

  private static Optional<Mode> poll(ModeWatch watch) {
    return watch.poll().map(EffectiveMode::mode);
  }

  @Test
  void reportsARejectedModeAgainOnlyWhenItsFileIsWrittenAgain() throws IOException {
    write("full");
    ModeWatch watch = watch(sources(modeFile()));
    write("maintenance");
    assertThat(poll(watch)).contains(Mode.MAINTENANCE);
    watch.reject();
    assertThat(poll(watch)).isEmpty();
    Files.setLastModifiedTime(modeFile(), FileTime.fromMillis(1));
    assertThat(poll(watch)).contains(Mode.MAINTENANCE);
    assertThat(poll(watch)).isEmpty();
  }

  @Test
  void aChangeIsReportedOnce() throws IOException {
    write("full");
    ModeWatch watch = watch(sources(modeFile()));
    assertThat(watch.poll()).isEmpty();
    write("maintenance");
    assertThat(watch.poll()).contains(new EffectiveMode(Mode.MAINTENANCE, Origin.FILE, modeFile()));
    assertThat(watch.poll()).isEmpty();
    write("full");
    assertThat(poll(watch)).contains(Mode.FULL);
  }

  @Test
  void rewritingAFileWithTheSameModeIsNotAChange() throws IOException {
    write("full");
    ModeWatch watch = watch(sources(modeFile()));
    write("full\n");
    assertThat(watch.poll()).isEmpty();
  }

  @Test
  void aStoredModeIsAChange() throws IOException {
    ModeWatch watch = watch(new ModeSources(Optional.empty(), storedFile(), Mode.FULL));
    new StoredMode(Mode.MAINTENANCE, Mode.FULL).write(storedFile());
    assertThat(watch.poll())
        .contains(new EffectiveMode(Mode.MAINTENANCE, Origin.STORED, storedFile()));
    Files.delete(storedFile());
    assertThat(poll(watch)).contains(Mode.FULL);
  }

  @Test
  void anotherOriginOfTheSameModeIsNotAChange() {
    ModeWatch watch = watch(new ModeSources(Optional.empty(), storedFile(), Mode.FULL));
    new StoredMode(Mode.FULL, Mode.FULL).write(storedFile());
    assertThat(watch.poll()).isEmpty();
  }

  @Test
  void aChangeBeforeTheFirstPollIsReported() throws IOException {
    write("full");
    ModeSources sources = sources(modeFile());
    EffectiveMode initial = sources.effective();
    write("maintenance");
    assertThat(poll(new ModeWatch(new FakeTime(), sources, initial))).contains(Mode.MAINTENANCE);
  }

  @Test
  void anInvalidFileKeepsTheModeUntilItIsValid() throws IOException {
    write("maintenance");
    ModeWatch watch = watch(sources(modeFile()));
    for (String invalid : new String[] {"", "half", "install"}) {
      write(invalid);
      assertThat(watch.poll()).isEmpty();
      assertThat(watch.poll()).isEmpty();
    }
    write("maintenance");
    assertThat(watch.poll()).isEmpty();
    write("full");
    assertThat(poll(watch)).contains(Mode.FULL);
  }

  @Test
  void aFileThatIsRemovedKeepsTheModeUntilItIsBack() throws IOException {
    write("maintenance");
    ModeWatch watch = watch(sources(modeFile()));
    Files.delete(modeFile());
    assertThat(watch.poll()).isEmpty();
    write("full");
    assertThat(poll(watch)).contains(Mode.FULL);
  }

  @Test
  void aConfigMapThatKubernetesUpdatesIsAChange() throws IOException {
    version("..2026_01", "full");
    link("..data", "..2026_01");
    Files.createSymbolicLink(modeFile(), Path.of("..data/mode"));
    ModeWatch watch = watch(sources(modeFile()));
    assertThat(watch.poll()).isEmpty();

    version("..2026_02", "maintenance");
    link("..data", "..2026_02");
    assertThat(poll(watch)).contains(Mode.MAINTENANCE);
  }

  private void version(String name, String mode) throws IOException {
    Files.writeString(Files.createDirectory(directory.resolve(name)).resolve("mode"), mode);
  }

  /** Replaces a symbolic link as the kubelet does: by renaming another one. */
  private void link(String name, String target) throws IOException {
    Path next = Files.createSymbolicLink(directory.resolve(name + "_tmp"), Path.of(target));
    Files.move(next, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  @Timeout(60)
  void theThreadReportsAChangeUntilItIsInterrupted() throws IOException, InterruptedException {
    write("full");
    BlockingQueue<EffectiveMode> reported = new LinkedBlockingQueue<>();
    ModeSources sources = sources(modeFile());
    Thread thread =
        new ModeWatch(TimeSource.real(), sources, sources.effective()).start(reported::add);
    write("maintenance");
    EffectiveMode change = reported.poll(50, TimeUnit.SECONDS);
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(50))).isTrue();
    assertThat(change).isEqualTo(new EffectiveMode(Mode.MAINTENANCE, Origin.FILE, modeFile()));
    assertThat(reported).isEmpty();
  }

  @Test
  @Timeout(60)
  void aBugInTheReceiverDoesNotEndTheWatch() throws IOException, InterruptedException {
    write("full");
    BlockingQueue<Mode> reported = new LinkedBlockingQueue<>();
    ModeSources sources = sources(modeFile());
    Thread thread =
        new ModeWatch(TimeSource.real(), sources, sources.effective())
            .start(mode -> {
              reported.add(mode.mode());
              if (mode.mode() == Mode.MAINTENANCE) {
                throw new IllegalStateException("a bug");
              }
            });
    write("maintenance");
    assertThat(reported.poll(50, TimeUnit.SECONDS)).isEqualTo(Mode.MAINTENANCE);
    write("full");
    assertThat(reported.poll(50, TimeUnit.SECONDS)).isEqualTo(Mode.FULL);
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(50))).isTrue();
  }

  @Test
  void aDamagedStoredModeChangesNothingInARunningLaunch() throws IOException {
    new StoredMode(Mode.MAINTENANCE, Mode.FULL).write(storedFile());
    ModeSources sources = new ModeSources(Optional.empty(), storedFile(), Mode.FULL);
    ModeWatch watch = watch(sources);
    Files.writeString(storedFile(), "full");
    assertThat(watch.poll()).isEmpty();
    Files.writeString(storedFile(), "full overrides full");
    assertThat(watch.poll().map(EffectiveMode::mode)).contains(Mode.FULL);
  }
}
