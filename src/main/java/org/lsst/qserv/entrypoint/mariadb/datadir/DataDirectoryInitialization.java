// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.io.PathProblem;
import org.lsst.qserv.entrypoint.mariadb.datadir.DataDirectory.State;
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Initializes an empty data directory: system tables, the local administrator, and the SQL of the
 * catalog. All of it happens in a {@link StagingDirectory}, and nothing else is ever deleted: an
 * interrupted initialization starts over or resumes, a complete directory is never touched, and
 * anything else is refused.
 */
public final class DataDirectoryInitialization {
  private static final Logger LOG = LoggerFactory.getLogger(DataDirectoryInitialization.class);

  private static final long MEBIBYTE = 1024 * 1024L;

  /** What a new database takes at least, by the defaults of MariaDB for InnoDB's files. */
  private static final long REQUIRED_BYTES = 128 * MEBIBYTE;

  private final DataDirectory directory;
  private final StagingDirectory staging;
  private final List<String> program;
  private final CommandRunner runner;
  private final boolean refuseEmpty;

  /**
   * Creates an initialization.
   *
   * @param program the server and the options that specify its configuration
   * @param refuseEmpty whether an empty directory is an error
   */
  public DataDirectoryInitialization(
      Path directory, List<String> program, CommandRunner runner, boolean refuseEmpty) {
    this.directory = new DataDirectory(directory);
    this.staging = this.directory.staging();
    this.program = List.copyOf(program);
    this.runner = runner;
    this.refuseEmpty = refuseEmpty;
  }

  /**
   * Initializes the directory unless it is complete.
   *
   * @param sqlFiles SQL files that run once, in order
   * @param variables user variables for these files
   * @param progress receives the progress, if there is anything to initialize
   * @throws Failure with exit code 75 if another process is initializing it, 73 or 78 if it is
   *     refused, 69 if the server fails
   */
  public void run(
      List<Path> sqlFiles, Map<String, RedactedText> variables, Consumer<TaskProgress> progress)
      throws IOException, InterruptedException {
    DataDirectoryAccess.check(directory.path());
    State initial = state();
    DataDirectoryAccess.checkEntries(directory.path());
    if (initial == State.COMPLETE && !staging.exists()) {
      return;
    }
    if (!Files.isDirectory(directory.path())) {
      Files.createDirectories(directory.path());
    }
    progress.accept(TaskProgress.of("initialize the database in " + path()));
    try (DataDirectoryLock _ = DataDirectoryLock.acquire(directory.path())) {
      continueFrom(state(), sqlFiles, variables);
    }
  }

  /** Returns the state of the directory, or throws if it must be refused. */
  private State state() throws IOException {
    State state = directory.state();
    DataDirectoryRefusal.of(state, directory)
        .ifPresent(refusal -> {
          throw refusal;
        });
    if (state == State.EMPTY && refuseEmpty) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          directory.path() + " is empty, and database.on-empty=refuse",
          "mount the volume with the data, or use database.on-empty=prepare for a new database");
    }
    return state;
  }

  private void continueFrom(State state, List<Path> sqlFiles, Map<String, RedactedText> variables)
      throws IOException, InterruptedException {
    switch (state) {
      case COMPLETE -> staging.delete();
      case STAGED -> {
        LOG.warn("data-directory={} initialization=resumed", path());
        staging.moveIntoPlace();
      }
      case INITIALIZATION_INTERRUPTED -> {
        ensureNotInUse();
        LOG.warn("data-directory={} initialization=restarted", path());
        initialize(sqlFiles, variables);
      }
      default -> initialize(sqlFiles, variables);
    }
  }

  /** A process of an interrupted initialization may outlive the killed launcher for a moment. */
  private void ensureNotInUse() throws IOException {
    if (!(DataDirectoryUsage.find(staging.data()) instanceof DataDirectoryUsage.None)) {
      throw new Failure(
          ExitCode.TRY_AGAIN,
          path() + " is incompletely initialized, and a process is still using it",
          "start again; if that does not help, stop the other containers of this volume");
    }
  }

  private void initialize(List<Path> sqlFiles, Map<String, RedactedText> variables)
      throws IOException, InterruptedException {
    directory.deleteFilesOfFormerDatabase();
    staging.create();
    List<String> relocated = RelocatedOptions.of(program, path(), staging.data(), runner);
    try {
      new DatabaseInstaller(staging.data(), program, relocated, runner)
          .install(sqlFiles, variables, staging.scratch("time-zones.sql"));
    } catch (Failure e) {
      throw nameFullVolume(e);
    }
    staging.finish();
    staging.moveIntoPlace();
  }

  /** Adds the likely cause to the failure of a tool, whose output may not contain it. */
  private Failure nameFullVolume(Failure failure) throws IOException {
    long free = Files.getFileStore(path()).getUsableSpace();
    if (failure.exit() != ExitCode.UNAVAILABLE || free >= REQUIRED_BYTES) {
      return failure;
    }
    String cause = free / MEBIBYTE + " MiB are free: " + failure.problems().getFirst().what();
    return PathProblem.full(path(), cause);
  }

  private Path path() {
    return directory.path();
  }
}
