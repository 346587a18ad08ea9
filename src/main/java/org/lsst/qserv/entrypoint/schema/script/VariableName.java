// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Locale;

/** Names of user variables, which do not depend on case. */
final class VariableName {
  private VariableName() {}

  static String of(Token token) {
    return token.text().toLowerCase(Locale.ROOT);
  }
}
