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
    void giveJson(TestSettings settings, String name, String json) {
      settings.role("czar").legacyDefaults(TestSettings.object(name, json));
    }
  },
  CATALOG {
    @Override
    void giveJson(TestSettings settings, String name, String json) {
      settings
          .role("czar")
          .file("catalog.conf", TestSettings.object("catalog.roles.czar.settings." + name, json));
    }
  },
  HOCON {
    @Override
    void giveJson(TestSettings settings, String name, String json) {
      settings.file("site.conf", TestSettings.object(name, json));
    }
  },
  JSON_FILE {
    @Override
    void giveJson(TestSettings settings, String name, String json) {
      settings.file("site.json", TestSettings.object(name, json));
    }
  },
  YAML {
    @Override
    void giveJson(TestSettings settings, String name, String json) {
      settings.file("site.yaml", TestSettings.object(name, json));
    }
  },
  VARIABLE {
    @Override
    void giveJson(TestSettings settings, String name, String json) {
      settings.variable(SettingNames.toVariable(name), json);
    }

    @Override
    void give(TestSettings settings, String name, String text) {
      giveJson(settings, name, text);
    }
  },
  ENVIRONMENT_FILE {
    @Override
    void giveJson(TestSettings settings, String name, String json) {
      settings.environmentFile("site.env", "# a comment\n\n" + name + "=" + json + "\n");
    }

    @Override
    void give(TestSettings settings, String name, String text) {
      giveJson(settings, name, text);
    }
  },
  JSON {
    @Override
    void giveJson(TestSettings settings, String name, String json) {
      settings.json(TestSettings.object(name, json));
    }
  },
  LEGACY_OPTION {
    @Override
    void giveJson(TestSettings settings, String name, String json) {
      throw new UnsupportedOperationException("its values are texts");
    }

    @Override
    void give(TestSettings settings, String name, String text) {
      settings.legacyOption(name, text);
    }
  },
  ASSIGNMENT {
    @Override
    void giveJson(TestSettings settings, String name, String json) {
      settings.assign(name + "=" + json);
    }

    @Override
    void give(TestSettings settings, String name, String text) {
      giveJson(settings, name, text);
    }
  };

  /** Gives a value written in JSON. */
  abstract void giveJson(TestSettings settings, String name, String json);

  /** Gives a literal text, escaped as the source requires. */
  void give(TestSettings settings, String name, String text) {
    giveJson(settings, name, TestSettings.quoted(text));
  }

  /**
   * Returns whether the source is a file given by {@code --config}; these have the same precedence.
   */
  boolean isFile() {
    return compareTo(HOCON) >= 0 && compareTo(YAML) <= 0;
  }
}
