package org.lsst.qserv.entrypoint.schema.migrate;

import java.time.Duration;
import java.util.List;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Told of how an upgrade gets on. No text it gets holds a secret. */
public interface UpgradeListener {
  /** The path is known; some of it may be done already. */
  void path(SchemaTarget target, Version from, Version to, List<String> scripts, int steps);

  /** A step begins. */
  void begun(UpgradeStep step, int steps);

  /** A step has ended well. */
  void done(UpgradeStep step, int steps, long changed, Duration took);

  /** The server, or who looked before the upgrade, has something to say. */
  void warning(String text);

  /** Nobody listens. */
  UpgradeListener SILENT =
      new UpgradeListener() {
        @Override
        public void path(
            SchemaTarget target, Version from, Version to, List<String> scripts, int steps) {}

        @Override
        public void begun(UpgradeStep step, int steps) {}

        @Override
        public void done(UpgradeStep step, int steps, long changed, Duration took) {}

        @Override
        public void warning(String text) {}
      };
}
