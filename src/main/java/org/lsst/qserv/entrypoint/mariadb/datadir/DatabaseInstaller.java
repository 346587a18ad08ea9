// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.host.SystemUser;
import org.lsst.qserv.entrypoint.host.TextFile;
import org.lsst.qserv.entrypoint.io.AtomicFile;
import org.lsst.qserv.entrypoint.mariadb.connection.LocalAdministrator;
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/** Creates a new database in an empty directory: system tables, accounts and time zones. */
final class DatabaseInstaller {
  private static final int PASSWORD_BYTES = 24;

  private final Path data;
  private final List<String> program;
  private final List<String> relocated;
  private final CommandRunner runner;

  /**
   * Creates an installer.
   *
   * @param data the empty directory
   * @param program the server and the options that specify its configuration
   * @param relocated options that override those of the configuration
   */
  DatabaseInstaller(Path data, List<String> program, List<String> relocated, CommandRunner runner) {
    this.data = data;
    this.program = List.copyOf(program);
    this.relocated = List.copyOf(relocated);
    this.runner = runner;
  }

  /**
   * Creates the database.
   *
   * @param start SQL files that run once, in order
   * @param variables user variables for these files
   * @param scratch the path of a temporary file
   */
  void install(List<Path> start, Map<String, RedactedText> variables, Path scratch)
      throws IOException, InterruptedException {
    Optional<String> user = SystemUser.name();
    runner.run(systemTables(user), "");
    String accounts = sql(start, variables, user.isPresent());
    boolean zones = TimeZones.export(scratch, runner);
    runner.run(
        bootstrap(),
        server -> {
          write(server, accounts);
          if (zones) {
            write(server, "USE mysql;\n");
            Files.copy(scratch, server);
          }
        });
    if (!RecordedVersion.exists(data)) {
      RecordedVersion.write(data, new ServerProgram(program.getFirst(), runner).version());
    }
  }

  private List<String> systemTables(Optional<String> user) {
    List<String> command = new ArrayList<>();
    command.add("mariadb-install-db");
    command.addAll(program.subList(1, program.size()));
    command.addAll(relocated);
    command.add("--datadir=" + data);
    command.add("--skip-test-db");
    command.add("--skip-name-resolve");
    command.add("--auth-root-authentication-method=" + (user.isPresent() ? "socket" : "normal"));
    user.ifPresent(name -> command.add("--auth-root-socket-user=" + name));
    return command;
  }

  private List<String> bootstrap() {
    List<String> command = new ArrayList<>(program);
    command.addAll(relocated);
    command.add("--datadir=" + data);
    command.add("--bootstrap");
    return command;
  }

  private static void write(OutputStream server, String sql) throws IOException {
    server.write(sql.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the input of the bootstrap server, so secrets are in no file and no argument. */
  private String sql(List<Path> start, Map<String, RedactedText> variables, boolean isNamedUser)
      throws IOException {
    StringBuilder sql = new StringBuilder();
    variables.forEach((name, text) -> sql.append(assignment(name, text.value())));
    if (!isNamedUser) {
      sql.append("FLUSH PRIVILEGES;\n").append(setRootPassword());
    }
    for (Path file : start) {
      sql.append(TextFile.read(file)).append('\n');
    }
    return sql.toString();
  }

  /** Escapes newlines, because a bootstrap server reads one statement per line. */
  private static String assignment(String name, String text) {
    String escaped =
        text.replace("\\", "\\\\")
            .replace("'", "\\'")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\0", "\\0");
    return "SET @" + name + " = '" + escaped + "';\n";
  }

  private String setRootPassword() throws IOException {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    Secret password = new Secret(HexFormat.of().formatHex(random));
    AtomicFile.write(
        LocalAdministrator.optionFile(data), LocalAdministrator.options(password), "rw-------");
    // the other accounts of a new server have no password
    return "ALTER USER root@localhost IDENTIFIED BY '"
        + password.reveal()
        + "';\n"
        + "DELETE FROM mysql.global_priv WHERE User = '' OR User = 'root' AND Host <> 'localhost';\n"
        + "FLUSH PRIVILEGES;\n";
  }
}
