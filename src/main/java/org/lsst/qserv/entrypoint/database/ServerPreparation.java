package org.lsst.qserv.entrypoint.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Masked;
import org.lsst.qserv.entrypoint.host.Secret;
import org.lsst.qserv.entrypoint.host.SystemUser;
import org.lsst.qserv.entrypoint.host.TextFile;
import org.lsst.qserv.entrypoint.process.Tool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an empty data directory a database server's: system tables, the local administrator, and
 * the SQL of the catalogue. A half-prepared one is redone, a complete one is never touched,
 * anything else is refused.
 */
public final class ServerPreparation {
  private static final Logger LOG = LoggerFactory.getLogger(ServerPreparation.class);
  private static final int PASSWORD_BYTES = 24;

  private final DataDirectory directory;
  private final List<String> program;
  private final Tool tool;
  private final boolean refuseEmpty;

  /**
   * A preparation.
   *
   * @param program the server and the options that name its configuration
   * @param refuseEmpty whether an empty directory is a mistake
   */
  public ServerPreparation(Path directory, List<String> program, Tool tool, boolean refuseEmpty) {
    this.directory = new DataDirectory(directory);
    this.program = List.copyOf(program);
    this.tool = tool;
    this.refuseEmpty = refuseEmpty;
  }

  /**
   * Prepares the directory unless that is done.
   *
   * @param start SQL files that run once, in order
   * @param variables user variables that they see
   * @throws Failure 75 if someone else prepares it, 78 if it is refused, 69 if the server fails
   */
  public void run(List<Path> start, Map<String, Masked> variables)
      throws IOException, InterruptedException {
    if (directory.state() == DataDirectory.State.COMPLETE) {
      directory.removeLeftOverMark();
      return;
    }
    try (DataDirectoryLock _ = DataDirectoryLock.take(directory.path())) {
      runLocked(start, variables);
    }
  }

  private void runLocked(List<Path> start, Map<String, Masked> variables)
      throws IOException, InterruptedException {
    switch (directory.state()) {
      case COMPLETE -> directory.removeLeftOverMark();
      case FOREIGN -> throw foreign();
      case EMPTY -> {
        refuseIfWanted();
        directory.beginPreparing();
        prepare(start, variables);
      }
      case OURS_HALF_PREPARED -> {
        refuseHeld();
        LOG.warn("data-directory={} is half-prepared, doing it again", directory.path());
        directory.clear();
        prepare(start, variables);
      }
    }
  }

  private void refuseIfWanted() {
    if (refuseEmpty) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          directory.path() + " is empty, and database.on-empty=refuse",
          "mount the volume with the data, or use database.on-empty=prepare for a new database");
    }
  }

  /** What a tool started on its own goes on for a moment after a kill of the launcher. */
  private void refuseHeld() throws IOException {
    if (!(ServerOnDirectory.find(directory.path()) instanceof ServerOnDirectory.None)) {
      throw new Failure(
          ExitCode.TRY_AGAIN,
          directory.path() + " is half-prepared, and a process still works on it",
          "start again; if that does not help, look for another container with this volume");
    }
  }

  private Failure foreign() {
    return new Failure(
        ExitCode.CONFIGURATION,
        directory.path()
            + " holds something that is neither a database nor left here half-prepared",
        "mount another volume, or look what it is and move it away");
  }

  private void prepare(List<Path> start, Map<String, Masked> variables)
      throws IOException, InterruptedException {
    Optional<String> user = SystemUser.name();
    List<String> command = new ArrayList<>();
    command.add("mariadb-install-db");
    command.addAll(program.subList(1, program.size()));
    command.add("--datadir=" + directory.path());
    command.add("--skip-test-db");
    command.add("--skip-name-resolve");
    command.add("--auth-root-authentication-method=" + (user.isPresent() ? "socket" : "normal"));
    user.ifPresent(name -> command.add("--auth-root-socket-user=" + name));
    tool.run(command, "");
    tool.run(bootstrap(), sql(start, variables, user.isPresent()));
    if (!RecordedVersion.isThere(directory.path())) {
      RecordedVersion.write(
          directory.path(), new ServerProgram(program.getFirst(), tool).version());
    }
    directory.endPreparing();
  }

  private List<String> bootstrap() {
    List<String> command = new ArrayList<>(program);
    command.add("--datadir=" + directory.path());
    command.add("--bootstrap");
    return command;
  }

  /**
   * What the server reads in bootstrap; secrets come this way and are never in a file or argument.
   */
  private String sql(List<Path> start, Map<String, Masked> variables, boolean named)
      throws IOException {
    StringBuilder sql = new StringBuilder();
    variables.forEach((name, text) -> sql.append(assignment(name, text.value())));
    if (!named) {
      sql.append("FLUSH PRIVILEGES;\n").append(passwordForRoot());
    }
    for (Path file : start) {
      sql.append(TextFile.read(file)).append('\n');
    }
    return sql.toString();
  }

  /** A statement a line, which is how a server in bootstrap reads; so no line may break. */
  private static String assignment(String name, String text) {
    String escaped =
        text.replace("\\", "\\\\")
            .replace("'", "\\'")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\0", "\\0");
    return "SET @" + name + " = '" + escaped + "';\n";
  }

  private String passwordForRoot() throws IOException {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    Secret password = new Secret(HexFormat.of().formatHex(random));
    Path file = LocalAdministrator.optionFile(directory.path());
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, LocalAdministrator.options(password));
    // the other accounts of a new server have no password
    return "ALTER USER root@localhost IDENTIFIED BY '"
        + password.reveal()
        + "';\n"
        + "DELETE FROM mysql.global_priv WHERE User = '' OR User = 'root' AND Host <> 'localhost';\n"
        + "FLUSH PRIVILEGES;\n";
  }
}
