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
 * Redacts the secrets in a file on disk. The file may be an older one or belong to another program,
 * so its secrets may be unknown.
 */
final class RedactedFile {
  private static final Pattern KEY_BEGIN = Pattern.compile("-----BEGIN .*PRIVATE KEY-----");
  private static final Pattern KEY_END = Pattern.compile("-----END .*PRIVATE KEY-----");

  /** A key whose value is in the lines below, as in YAML. */
  private static final Pattern NAME_ALONE =
      Pattern.compile("\\s*(-\\s+)?\\S+\\s*[:=]\\s*[|>]?[-+]?");

  private final List<String> secretStarts = new ArrayList<>();
  private final Set<String> publicLines = new HashSet<>();

  /** Creates a redaction that uses the text that a launch would write to the file. */
  RedactedFile(RedactedText planned) {
    List<String> values = planned.value().lines().toList();
    List<String> shown = planned.shown().lines().toList();
    for (String line : shown) {
      int mask = line.indexOf(Secret.MASK);
      if (mask < 0) {
        publicLines.add(line);
      } else if (!line.substring(0, mask).isBlank()) {
        secretStarts.add(line.substring(0, mask));
      }
    }
    publicLines.retainAll(values);
  }

  /** Returns the lines of the file with secrets redacted. */
  List<String> lines(String onDisk) {
    List<String> lines = new ArrayList<>();
    boolean isKey = false;
    int secretIndent = -1;
    for (String line : onDisk.lines().toList()) {
      isKey = isKey || KEY_BEGIN.matcher(line).find();
      int indent = line.length() - line.stripLeading().length();
      boolean isValue = secretIndent >= 0 && (line.isBlank() || indent > secretIndent);
      secretIndent = isValue ? secretIndent : startsSecret(line) ? indent : -1;
      lines.add(isKey || isValue ? Secret.MASK : redact(line));
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
        .orElseGet(() -> publicLines.contains(line) ? line : SecretNames.redactLine(line));
  }
}
