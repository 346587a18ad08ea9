package org.lsst.qserv.entrypoint.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lsst.qserv.entrypoint.host.Secret;

/**
 * A file that a secret came from.
 *
 * @param setting the setting that names it: {@code auth-key-file}
 * @param content what was read there
 * @param isReferred whether a program's configuration names the file, to be read by the program
 */
public record SecretFile(String setting, Path path, Secret content, boolean isReferred) {

  /**
   * What such a file says now: its content is literal, one newline at its end does not count.
   *
   * @throws IOException if it cannot be read
   */
  public static Secret read(Path path) throws IOException {
    String text = Files.readString(path);
    return new Secret(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
  }
}
