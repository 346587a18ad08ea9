// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.secret.SecretNames;

/**
 * The lines of a file on disk as they may be shown. The file may be older than the one that
 * replaces it, or another program's, and have secrets of its own.
 */
final class RedactedFile {
  private static final Pattern KEY_BEGIN = Pattern.compile("-----BEGIN .*PRIVATE KEY-----");
  private static final Pattern KEY_END = Pattern.compile("-----END .*PRIVATE KEY-----");

  /** A name whose value stands in the lines below, as in YAML. */
  private static final Pattern NAME_ALONE =
      Pattern.compile("\\s*(-\\s+)?\\S+\\s*[:=]\\s*[|>]?[-+]?");

  private final List<String> secretStarts = new ArrayList<>();
  private final Set<String> open = new HashSet<>();

  /** Creates a redaction that knows what is written to the file next. */
  RedactedFile(RedactedText planned) {
    List<String> values = planned.value().lines().toList();
    List<String> shown = planned.shown().lines().toList();
    for (String line : shown) {
      int mask = line.indexOf(Secret.MASK);
      if (mask < 0) {
        open.add(line);
      } else if (!line.substring(0, mask).isBlank()) {
        secretStarts.add(line.substring(0, mask));
      }
    }
    open.retainAll(values);
  }

  /** Returns the lines of the file, secrets hidden. */
  List<String> lines(String onDisk) {
    List<String> lines = new ArrayList<>();
    boolean isKey = false;
    int secretIndent = -1;
    for (String line : onDisk.lines().toList()) {
      isKey = isKey || KEY_BEGIN.matcher(line).find();
      int indent = line.length() - line.stripLeading().length();
      boolean isBelow = secretIndent >= 0 && (line.isBlank() || indent > secretIndent);
      secretIndent = isBelow ? secretIndent : startsSecret(line) ? indent : -1;
      lines.add(isKey || isBelow ? Secret.MASK : redact(line));
      isKey = isKey && !KEY_END.matcher(line).find();
    }
    return lines;
  }

  private static boolean startsSecret(String line) {
    return NAME_ALONE.matcher(line.stripTrailing()).matches()
        && SecretNames.isLikely(line.strip().replaceFirst("\\s*[:=].*", ""));
  }

  private String redact(String line) {
    return secretStarts.stream()
        .filter(line::startsWith)
        .findFirst()
        .map(start -> start + Secret.MASK)
        .orElseGet(() -> open.contains(line) ? line : SecretNames.redactLine(line));
  }
}
