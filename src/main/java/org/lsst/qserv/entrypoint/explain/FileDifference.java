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
 * The difference between a rendered file and the file on disk.
 *
 * @param lines the difference in the unified format of {@code diff -u}, secrets redacted; empty
 *     unless the file changes
 */
public record FileDifference(
    Path target, Path template, String permissions, State state, List<String> lines) {
  private static final int CONTEXT = 2;

  /** What a launch would do to the file. */
  public enum State {
    /** It does not exist. */
    NEW,
    /** It already has this content. */
    SAME,
    /** It has different content. */
    CHANGED,
    /** It cannot be read, so its state is unknown. */
    UNREADABLE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Compares a rendered file with the file on disk.
   *
   * @param text the text that a launch would write
   */
  static FileDifference of(Path target, Path template, String permissions, RedactedText text) {
    try {
      String onDisk = Files.readString(target);
      boolean same = onDisk.equals(withNewline(text.value()));
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

  private static String withNewline(String text) {
    return text.endsWith("\n") ? text : text + "\n";
  }

  private static List<String> difference(
      String before, Path target, String onDisk, RedactedText text) {
    List<String> planned = withNewline(text.shown()).lines().toList();
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
