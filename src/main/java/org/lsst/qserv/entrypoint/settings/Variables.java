// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import java.util.Optional;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** What the names in templates and in the catalog stand for. */
interface Variables {
  /** The value of a variable: a setting, a part of a database URL, or a choice. */
  Optional<Object> variable(String name);

  /** The text that is put in its place. */
  Optional<RedactedText> text(String name);
}
