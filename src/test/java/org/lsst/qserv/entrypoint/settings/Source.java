// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.settings.source.SettingNames;

/**
 * The sources of settings in order of increasing precedence. All override {@code reference.conf}.
 */
enum Source {
  LEGACY_DEFAULT {
    @Override
    void setJson(TestSettings settings, String name, String json) {
      settings.role("czar").legacyDefaults(TestSettings.object(name, json));
    }
  },
  CATALOG {
    @Override
    void setJson(TestSettings settings, String name, String json) {
      settings
          .role("czar")
          .file("catalog.conf", TestSettings.object("catalog.roles.czar.settings." + name, json));
    }
  },
  HOCON {
    @Override
    void setJson(TestSettings settings, String name, String json) {
      settings.file("site.conf", TestSettings.object(name, json));
    }
  },
  JSON_FILE {
    @Override
    void setJson(TestSettings settings, String name, String json) {
      settings.file("site.json", TestSettings.object(name, json));
    }
  },
  YAML {
    @Override
    void setJson(TestSettings settings, String name, String json) {
      settings.file("site.yaml", TestSettings.object(name, json));
    }
  },
  VARIABLE {
    @Override
    void setJson(TestSettings settings, String name, String json) {
      settings.variable(SettingNames.toVariable(name), json);
    }

    @Override
    void set(TestSettings settings, String name, String text) {
      setJson(settings, name, text);
    }
  },
  ENVIRONMENT_FILE {
    @Override
    void setJson(TestSettings settings, String name, String json) {
      settings.environmentFile("site.env", "# a comment\n\n" + name + "=" + json + "\n");
    }

    @Override
    void set(TestSettings settings, String name, String text) {
      setJson(settings, name, text);
    }
  },
  JSON {
    @Override
    void setJson(TestSettings settings, String name, String json) {
      settings.json(TestSettings.object(name, json));
    }
  },
  LEGACY_OPTION {
    @Override
    void setJson(TestSettings settings, String name, String json) {
      throw new UnsupportedOperationException("legacy options accept only strings");
    }

    @Override
    void set(TestSettings settings, String name, String text) {
      settings.legacyOption(name, text);
    }
  },
  ASSIGNMENT {
    @Override
    void setJson(TestSettings settings, String name, String json) {
      settings.assign(name + "=" + json);
    }

    @Override
    void set(TestSettings settings, String name, String text) {
      setJson(settings, name, text);
    }
  };

  /** Adds a setting with a JSON value to the source. */
  abstract void setJson(TestSettings settings, String name, String json);

  /** Adds a setting with a literal string, escaped as the source requires. */
  void set(TestSettings settings, String name, String text) {
    setJson(settings, name, TestSettings.quoted(text));
  }

  /**
   * Returns whether the source is a file of {@code --config}. All file formats share one precedence
   * level, in which later files win.
   */
  boolean isFile() {
    return compareTo(HOCON) >= 0 && compareTo(YAML) <= 0;
  }
}
