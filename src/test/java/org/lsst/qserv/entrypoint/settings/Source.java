// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.settings.source.SettingNames;

/**
 * The sources of settings, weakest first. That of {@code reference.conf} is what they all go over.
 */
enum Source {
  OLD_DEFAULT {
    @Override
    void giveJson(TestSettings settings, String name, String json) {
      settings.role("czar").oldDefault(TestSettings.object(name, json));
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
  OLD_OPTION {
    @Override
    void giveJson(TestSettings settings, String name, String json) {
      throw new UnsupportedOperationException("its values are texts");
    }

    @Override
    void give(TestSettings settings, String name, String text) {
      settings.oldOption(name, text);
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

  /** Gives a value that is written in JSON's notation. */
  abstract void giveJson(TestSettings settings, String name, String json);

  /** Gives a value as the text that it is; the source's own notation is seen to. */
  void give(TestSettings settings, String name, String text) {
    giveJson(settings, name, TestSettings.quoted(text));
  }

  /** Whether it comes with {@code --config}: those are all equally strong. */
  boolean isFile() {
    return compareTo(HOCON) >= 0 && compareTo(YAML) <= 0;
  }
}
