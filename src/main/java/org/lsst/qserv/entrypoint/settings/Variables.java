// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import java.util.Optional;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** Resolves the variable names used in templates and in the catalog. */
interface Variables {
  /** Returns the value of a variable: a setting, a part of a database URL, or a choice. */
  Optional<Object> variable(String name);

  /** Returns the text that replaces a reference to the variable. */
  Optional<RedactedText> text(String name);
}
