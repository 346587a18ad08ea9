// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.util.List;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.explain.Explanation.Schema;
import org.lsst.qserv.entrypoint.explain.Explanation.Service;
import org.lsst.qserv.entrypoint.explain.Explanation.ServicePreparation;
import org.lsst.qserv.entrypoint.plan.Planner;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Creates explanations for tests. */
final class TestExplanation {
  private TestExplanation() {}

  static Explanation of(String target, TestSettings given) {
    Settings settings = given.valid();
    Catalog catalog = Catalog.of(settings);
    try {
      return new Explainer(given.host().host(), settings, catalog)
          .explain(Planner.plan(catalog, TestPlan.target(target), settings, List.of()), List.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the explanation of the first service with another schema. */
  static Explanation with(Explanation page, Schema schema) {
    Service service = page.services().getFirst();
    ServicePreparation preparation = service.preparation();
    return new Explanation(
        page.line(),
        page.role(),
        page.component(),
        page.decision(),
        page.translation(),
        page.settings(),
        page.warnings(),
        List.of(
            new Service(
                service.component(),
                new ServicePreparation(
                    preparation.steps(),
                    preparation.files(),
                    preparation.waits(),
                    preparation.initializations(),
                    List.of(schema)),
                service.invocation(),
                service.variables(),
                service.operation())));
  }

  /**
   * Returns the lines of the text that have one of the labels, with the details that follow them.
   */
  static String parts(Explanation page, String... labels) {
    StringBuilder text = new StringBuilder();
    boolean included = false;
    for (String line : new ExplanationFormatter(Palette.PLAIN, true).of(page).lines().toList()) {
      included = line.startsWith(" ".repeat(14)) ? included : List.of(labels).contains(label(line));
      text.append(included ? line + "\n" : "");
    }
    return text.toString();
  }

  private static String label(String line) {
    return line.isBlank() ? "" : line.strip().split(" ", 2)[0];
  }
}
