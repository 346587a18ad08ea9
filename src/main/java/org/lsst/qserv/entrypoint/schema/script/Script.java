package org.lsst.qserv.entrypoint.schema.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/**
 * A file that moves a schema from one version to another: {@code
 * migrate-N-to-M[-text].sql[.jinja]}.
 *
 * @param text as written; a template is not rendered here, because its values may be secret
 */
public record Script(Path file, Version from, Version to, String text) {
  private static final Pattern NAME =
      Pattern.compile("migrate-(None|\\d{1,9})-to-(\\d{1,9})(-.*)?\\.sql(\\.jinja)?");

  private static final String ONLINE_SAFE = "-- entrypoint: online-safe";

  /**
   * Reads a script.
   *
   * @return nothing if the file's name is not a script's
   * @throws Failure 65 if it cannot be read, 78 if it leads nowhere
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
    return Optional.of(new Script(file, from, to, text(file)));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Failure(
          ExitCode.BAD_DATA,
          file + " cannot be read (" + e.getClass().getSimpleName() + ")",
          "make it a readable text file in UTF-8");
    }
  }

  /** The file's name, which is how the journal knows it. */
  public String name() {
    return String.valueOf(file.getFileName());
  }

  /** Whether it has to be rendered. */
  public boolean isTemplate() {
    return name().endsWith(".jinja");
  }

  /** Whether its author says that the services may run meanwhile. */
  public boolean isOnlineSafe() {
    return text.startsWith(ONLINE_SAFE);
  }

  /** What tells that it is the same as before. */
  public String checksum() {
    return Checksum.of(text);
  }

  @Override
  public String toString() {
    return name();
  }
}
