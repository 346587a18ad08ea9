// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Locale;

/** Normalizes names of user variables, which are not case-sensitive. */
final class VariableName {
  private VariableName() {}

  static String of(Token token) {
    return token.text().toLowerCase(Locale.ROOT);
  }
}
