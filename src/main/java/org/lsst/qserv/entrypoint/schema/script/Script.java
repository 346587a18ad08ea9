// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TextFile;
import org.lsst.qserv.entrypoint.io.PathProblem;

/**
 * A migration script: a file {@code migrate-N-to-M[-text].sql[.jinja]} that upgrades a schema from
 * version N to version M. Its content is read each time that it is opened.
 *
 * @param isOnlineSafe whether the first line declares that services may run during the upgrade
 */
public record Script(Path file, Version from, Version to, boolean isOnlineSafe) {
  private static final Pattern NAME =
      Pattern.compile("migrate-(None|\\d{1,9})-to-(\\d{1,9})(-.*)?\\.sql(\\.jinja)?");

  private static final int BUFFER_BYTES = 8192;

  private static final byte[] ONLINE_SAFE =
      "-- entrypoint: online-safe".getBytes(StandardCharsets.UTF_8);

  /**
   * Reads the name and the first line of a script.
   *
   * @return empty if the name of the file is not that of a script
   * @throws Failure with exit code 65 if the file cannot be read, 78 if its target version is not
   *     newer than the version from which it starts
   */
  public static Optional<Script> read(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    if (!name.matches()) {
      return Optional.empty();
    }
    Version from = Version.parse(name.group(1));
    Version to = Version.parse(name.group(2));
    if (to.compareTo(from) <= 0) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          file + " does not lead to a newer version",
          "rename or remove it");
    }
    return Optional.of(new Script(file, from, to, startsOnlineSafe(file)));
  }

  private static boolean startsOnlineSafe(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(TextFile.MARK_LENGTH + ONLINE_SAFE.length);
      int begin = TextFile.markLength(start);
      int end = begin + ONLINE_SAFE.length;
      return end <= start.length
          && Arrays.equals(start, begin, end, ONLINE_SAFE, 0, ONLINE_SAFE.length);
    } catch (IOException e) {
      throw unreadable(file, e).causedBy(e);
    }
  }

  private static Failure unreadable(Path file, IOException e) {
    return e instanceof CharacterCodingException
        ? new Failure(ExitCode.BAD_DATA, file + " is not valid UTF-8", "save the file in UTF-8")
        : new Failure(
            ExitCode.BAD_DATA,
            file + " cannot be read (" + PathProblem.reason(e) + ")",
            "make it a text file that the user of the container can read");
  }

  /**
   * Opens a script that is not a template, to read its statements. Only the current statement is
   * kept in memory.
   *
   * @param mode the {@code sql_mode} of the session before the first statement
   * @param currentDatabase the default database of the session; empty if there is none
   * @throws Failure with exit code 65 if the file cannot be read
   */
  public StatementReader open(SqlMode mode, String currentDatabase) {
    try {
      Reader reader = new StrictUtf8Reader(new BufferedInputStream(Files.newInputStream(file)));
      return ScriptParser.open(reader, file.toString(), mode, currentDatabase);
    } catch (IOException e) {
      throw unreadable(file, e).causedBy(e);
    }
  }

  /** Returns the name of the file, which identifies the script in the journal. */
  public String name() {
    return String.valueOf(file.getFileName());
  }

  /** Returns whether the script is a template, which must be rendered. */
  public boolean isTemplate() {
    return name().endsWith(".jinja");
  }

  /**
   * Returns the whole content of a template.
   *
   * @throws Failure with exit code 65 if the file cannot be read
   */
  public String text() {
    try {
      return TextFile.read(file);
    } catch (IOException e) {
      throw unreadable(file, e).causedBy(e);
    }
  }

  /**
   * Returns the SHA-256 checksum of the file in lowercase hexadecimal digits.
   *
   * @throws Failure with exit code 65 if the file cannot be read
   */
  String checksum() {
    MessageDigest digest = Checksum.sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    } catch (IOException e) {
      throw unreadable(file, e).causedBy(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public String toString() {
    return name();
  }
}
