package org.lsst.qserv.entrypoint.settings;

import java.util.Optional;
import org.lsst.qserv.entrypoint.host.Masked;

/** What the names in templates and in the catalog stand for. */
interface Variables {
  /** The value of a variable: a setting, a part of a database URL, or a choice. */
  Optional<Object> variable(String name);

  /** The text that is put in its place. */
  Optional<Masked> text(String name);
}
