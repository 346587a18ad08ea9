// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/**
 * How a rendered file differs from the one on disk.
 *
 * @param lines the difference in the unified format of {@code diff -u}, secrets masked; empty
 *     unless the file changes
 */
public record FileDifference(
    Path target, Path template, String permissions, State state, List<String> lines) {
  private static final int CONTEXT = 2;

  /** What a launch would do to the file. */
  public enum State {
    /** It is not there. */
    NEW,
    /** It has this content already. */
    SAME,
    /** It has another content. */
    CHANGED,
    /** It cannot be read, so nobody knows. */
    UNREADABLE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Compares.
   *
   * @param text what would be written
   */
  static FileDifference of(Path target, Path template, String permissions, RedactedText text) {
    try {
      String onDisk = Files.readString(target);
      boolean same = onDisk.equals(ended(text.value()));
      return new FileDifference(
          target,
          template,
          permissions,
          same ? State.SAME : State.CHANGED,
          same ? List.of() : difference(target.toString(), target, onDisk, text));
    } catch (NoSuchFileException e) {
      return new FileDifference(
          target, template, permissions, State.NEW, difference("/dev/null", target, "", text));
    } catch (IOException e) {
      return new FileDifference(target, template, permissions, State.UNREADABLE, List.of());
    }
  }

  private static String ended(String text) {
    return text.endsWith("\n") ? text : text + "\n";
  }

  private static List<String> difference(
      String before, Path target, String onDisk, RedactedText text) {
    List<String> planned = ended(text.shown()).lines().toList();
    List<String> present = new RedactedFile(text).lines(onDisk);
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            before,
            target + " (after a launch)",
            present,
            DiffUtils.diff(present, planned),
            CONTEXT);
    return lines.isEmpty() ? List.of("only secrets, or the last newline, differ") : lines;
  }
}
