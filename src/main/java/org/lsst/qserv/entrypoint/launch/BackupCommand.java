// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mariadb.connection.ClientOptionFile;
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.lsst.qserv.entrypoint.process.StoppableCommand;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * Runs {@code schema.backup-command}, the backup before an upgrade.
 *
 * <p>Its arguments may contain {@code {options}}, the path of an option file for MariaDB's clients
 * that exists while the command runs, {@code {server}}, {@code {module}}, {@code {from}}, {@code
 * {to}} and {@code {resume}}. The same values, except for the option file, are in the environment:
 * {@code QSERV_SCHEMA_SERVER}, {@code QSERV_SCHEMA_MODULE}, {@code QSERV_SCHEMA_FROM}, {@code
 * QSERV_SCHEMA_TO} and {@code QSERV_SCHEMA_RESUME}. A stop request ends the command and everything
 * that it has started.
 */
final class BackupCommand {
  /** The placeholder for host and port of the server, or its socket. */
  static final String SERVER = "{server}";

  /** The placeholder for an option file with server, account and TLS. */
  static final String OPTIONS = "{options}";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

  /** Characters of an address that the name of a file should not contain. */
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9.-]");

  private static final String SETTING = "schema.backup-command";

  /** From SIGTERM to SIGKILL. */
  private static final Duration GRACE_PERIOD = Duration.ofSeconds(10);

  private final Path stateDirectory;
  private final List<String> command;
  private final StoppableCommand tool;
  private final Consumer<String> log;

  /**
   * Creates the hook of an upgrade.
   *
   * @param stateDirectory the directory of the option file
   * @param command the program and its arguments; empty for no backup
   * @param stopRequested polled while the command runs
   * @param log receives one line when the command starts, and one when it has finished
   */
  BackupCommand(
      Host host,
      Path stateDirectory,
      List<String> command,
      BooleanSupplier stopRequested,
      Consumer<String> log) {
    this(host, stateDirectory, command, stopRequested, GRACE_PERIOD, log);
  }

  BackupCommand(
      Host host,
      Path stateDirectory,
      List<String> command,
      BooleanSupplier stopRequested,
      Duration gracePeriod,
      Consumer<String> log) {
    this.stateDirectory = stateDirectory;
    this.command = List.copyOf(command);
    this.log = log;
    CommandRunner starter =
        new CommandRunner(SETTING, Optional.ofNullable(host.environment().get("PATH")));
    this.tool = new StoppableCommand(starter, host.time(), stopRequested, gracePeriod);
  }

  /**
   * Runs the command.
   *
   * @param resume whether statements of the run may have been executed already
   * @return whether there is a command
   * @throws Failure with exit code 75 if a stop was requested, 69 with its last output if it fails,
   *     127 or 126 if it cannot be run, 73 if the option file cannot be written
   */
  boolean run(SchemaTarget target, Version from, Version to, boolean resume)
      throws InterruptedException {
    if (command.isEmpty()) {
      return false;
    }
    Map<String, String> values =
        Map.of(
            "server", target.url().address(),
            "module", target.module(),
            "from", text(from),
            "to", text(to),
            "resume", String.valueOf(resume));
    log.accept("backup=\"" + command.getFirst() + "\" started");
    if (command.stream().anyMatch(argument -> argument.contains(OPTIONS))) {
      runWithOptions(target, values);
    } else {
      run(target, values, values);
    }
    log.accept("backup=\"" + command.getFirst() + "\" succeeded");
    return true;
  }

  private void runWithOptions(SchemaTarget target, Map<String, String> values)
      throws InterruptedException {
    String name = "backup-" + UNSAFE.matcher(target.url().address()).replaceAll("_") + ".cnf";
    Path path = stateDirectory.resolve(name);
    try (ClientOptionFile options = ClientOptionFile.create(path, target.url())) {
      Map<String, String> all = new HashMap<>(values);
      all.put("options", options.path().toString());
      run(target, all, values);
    } catch (IOException e) {
      throw new Failure(
              ExitCode.CANNOT_CREATE,
              "cannot write the option file " + path + " of " + SETTING,
              "make paths.state writable")
          .causedBy(e);
    }
  }

  private void run(
      SchemaTarget target, Map<String, String> placeholders, Map<String, String> variables)
      throws InterruptedException {
    List<String> arguments =
        command.stream().map(argument -> filled(argument, placeholders)).toList();
    check(target, arguments, tool.execute(arguments, environment(variables)));
  }

  /** Returns a version as the names of scripts contain it. */
  private static String text(Version version) {
    return version.number() < 0 ? "None" : String.valueOf(version.number());
  }

  private static String filled(String argument, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(argument)
        .replaceAll(
            match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
  }

  private static Map<String, String> environment(Map<String, String> values) {
    return values.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> "QSERV_SCHEMA_" + entry.getKey().toUpperCase(Locale.ROOT),
                Map.Entry::getValue));
  }

  private static void check(
      SchemaTarget target, List<String> arguments, Optional<CommandRunner.CommandResult> outcome) {
    if (outcome.isEmpty()) {
      throw new Failure(
          ExitCode.TRY_AGAIN,
          target + ": " + SETTING + " was stopped on request, nothing has been changed",
          "run the command again");
    }
    if (outcome.get().exit() != 0) {
      throw CommandRunner.failed(
          Path.of(arguments.getFirst()), outcome.get().exit(), outcome.get().output());
    }
  }
}
