package org.lsst.qserv.entrypoint.explain;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.lsst.qserv.entrypoint.host.Masked;
import org.lsst.qserv.entrypoint.host.Secret;
import org.lsst.qserv.entrypoint.settings.SecretNames;

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
  static FileDifference of(Path target, Path template, String permissions, Masked text) {
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

  private static List<String> difference(String before, Path target, String onDisk, Masked text) {
    List<String> planned = ended(text.shown()).lines().toList();
    List<String> present =
        text.holdsSecret()
            ? masked(onDisk, text)
            : onDisk.lines().map(FileDifference::safe).toList();
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            before,
            target + " (after a launch)",
            present,
            DiffUtils.diff(present, planned),
            CONTEXT);
    return lines.isEmpty() ? List.of("only secrets, or the last newline, differ") : lines;
  }

  /**
   * A line on disk that begins as one with a secret does ends in a secret too, perhaps an old one.
   */
  private static List<String> masked(String onDisk, Masked text) {
    List<String> prefixes =
        text.shown()
            .lines()
            .filter(line -> line.contains(Secret.MASK))
            .map(line -> line.substring(0, line.indexOf(Secret.MASK)))
            .filter(prefix -> !prefix.isBlank())
            .toList();
    return onDisk.lines().map(line -> masked(line, prefixes)).toList();
  }

  private static String masked(String line, List<String> prefixes) {
    return prefixes.stream()
        .filter(line::startsWith)
        .findFirst()
        .map(prefix -> prefix + Secret.MASK)
        .orElseGet(() -> safe(line));
  }

  /** A line of an older file may hold a secret under a name that the new one has no more. */
  private static String safe(String line) {
    int equals = line.indexOf('=');
    boolean isSecret =
        equals >= 0
            && !line.substring(equals + 1).isBlank()
            && SecretNames.isLikely(line.substring(0, equals).strip());
    return isSecret || line.contains("mysql://") ? hidden(line, equals) : line;
  }

  private static String hidden(String line, int equals) {
    int url = line.indexOf("mysql://");
    return line.substring(0, url >= 0 ? url : equals + 1) + " " + Secret.MASK;
  }
}
