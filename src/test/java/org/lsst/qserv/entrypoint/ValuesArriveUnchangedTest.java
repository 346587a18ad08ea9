// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.template.TemplateRenderer;

/**
 * Tests that any value is passed unchanged to the arguments, environment and files of a service.
 */
final class ValuesArriveUnchangedTest {
  private static final int VALUES = 60;

  @TempDir Path directory;

  /** A source of values for an argument, a variable and a setting. */
  enum Way {
    ASSIGNMENT {
      @Override
      void set(TestSettings settings, String value) {
        each(value, (name, text) -> settings.assign(name + "=" + text));
      }
    },
    ENVIRONMENT_FILE {
      @Override
      void set(TestSettings settings, String value) {
        StringBuilder lines = new StringBuilder();
        each(
            value,
            (name, text) -> lines.append(name).append('=').append(oneLine(text)).append('\n'));
        settings.environmentFile("site.env", lines.toString());
      }

      // each line is an assignment, so a value with a line break must be JSON
      private static String oneLine(String text) {
        return text.lines().count() > 1 || text.endsWith("\n") || text.endsWith("\r")
            ? TestSettings.quoted(text)
            : text;
      }
    },
    VARIABLE {
      @Override
      void set(TestSettings settings, String value) {
        settings
            .variable("QSERV_ARGS__VALUE", written(value))
            .variable("QSERV_ENV__VALUE", written(value))
            .variable("QSERV_XROOTD__SPACE", written(value));
      }
    },
    JSON {
      @Override
      void set(TestSettings settings, String value) {
        settings.json(document(value));
      }
    },
    JSON_FILE {
      @Override
      void set(TestSettings settings, String value) {
        settings.file("site.json", document(value));
      }
    },
    HOCON {
      @Override
      void set(TestSettings settings, String value) {
        settings.file("site.conf", document(value));
      }
    };

    abstract void set(TestSettings settings, String value);

    private static void each(String value, BiConsumer<String, String> assignment) {
      assignment.accept("args.value", written(value));
      assignment.accept("env.VALUE", written(value));
      assignment.accept("xrootd.space", written(value));
    }

    private static String document(String value) {
      String text = TestSettings.quoted(value);
      return String.format(
          "{\"args\": {\"value\": %s}, \"env\": {\"VALUE\": %s}, \"xrootd\": {\"space\": %s}}",
          text, text, text);
    }

    /** Returns the value as JSON if it would otherwise be parsed as JSON. */
    private static String written(String value) {
      boolean json = value.startsWith("{") || value.startsWith("[") || value.startsWith("\"");
      boolean literal = value.equals("true") || value.equals("false") || value.equals("null");
      return json || literal ? TestSettings.quoted(value) : value;
    }
  }

  @ParameterizedTest
  @EnumSource
  void passesAValueUnchanged(Way way) {
    SeededRandom random = SeededRandom.forTest(ValuesArriveUnchangedTest.class);
    for (int i = 0; i < VALUES; i++) {
      String value = random.text();
      TestSettings given = new TestSettings(directory).role("xrootd");
      way.set(given, value);
      Settings settings = given.valid();
      ServicePlan service = TestPlan.service("xrootd cmsd", settings);
      assertThat(TestPlan.commandLine(service)).as("arguments").endsWith("--value=" + value);
      assertThat(service.command().environment())
          .as("environment")
          .containsEntry("VALUE", RedactedText.plain(value));
      Path template = given.write("x.cnf", "<{{ xrootd.space }}>\n");
      assertThat(new TemplateRenderer(settings).render(template))
          .as("rendered file")
          .isEqualTo("<" + value + ">");
    }
  }
}
