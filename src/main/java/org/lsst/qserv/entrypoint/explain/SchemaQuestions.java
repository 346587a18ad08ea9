// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.catalog.Component;
import org.lsst.qserv.entrypoint.catalog.SchemaModule;
import org.lsst.qserv.entrypoint.plan.ModuleSchema;
import org.lsst.qserv.entrypoint.plan.ModuleSchemas;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.plan.Step;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Creates the questions about the schemas of a component. */
final class SchemaQuestions {
  private final Settings settings;
  private final Catalog catalog;
  private final String role;

  SchemaQuestions(Settings settings, Catalog catalog, String role) {
    this.settings = settings;
    this.catalog = catalog;
    this.role = role;
  }

  /**
   * Returns questions about the schemas in the steps of a component; if there are none, about the
   * schemas that it uses without changing them.
   */
  List<SchemaQuestion> of(ServicePlan start) {
    List<SchemaQuestion> inSteps =
        start.steps().stream().flatMap(step -> of(step).stream()).toList();
    return inSteps.isEmpty() ? unchanged(catalog.component(role, start.component())) : inSteps;
  }

  private static Optional<SchemaQuestion> of(Step step) {
    return switch (step) {
      case Step.InstallSchema install ->
          Optional.of(
              of(
                  install.schema(),
                  new SchemaServer.OnDirectory(install.dataDirectory()),
                  SchemaQuestion.INSTALL));
      case Step.EnsureSchema ensure ->
          Optional.of(
              of(ensure.schema(), new SchemaServer.Named(ensure.reader()), SchemaQuestion.ENSURE));
      default -> Optional.empty();
    };
  }

  private static SchemaQuestion of(ModuleSchema schema, SchemaServer server, String action) {
    return new SchemaQuestion(
        schema.module(), schema.database(), server, Optional.of(schema.scripts()), action);
  }

  private List<SchemaQuestion> unchanged(Component component) {
    List<SchemaQuestion> questions = new ArrayList<>();
    component
        .preparation()
        .schema()
        .ifPresent(need ->
            settings
                .find(need.sql())
                .map(url -> new SchemaServer.Named((DatabaseUrl) url))
                .ifPresent(server -> questions.add(unchanged(need.module(), server))));
    component
        .preparation()
        .dataDirectory()
        .ifPresent(prepared -> {
          SchemaServer server =
              new SchemaServer.OnDirectory(ModuleSchemas.dataDirectory(settings, catalog, role));
          catalog.modules().stream()
              .filter(name -> catalog.module(name).role().equals(role))
              .forEach(name -> questions.add(unchanged(name, server)));
        });
    return questions;
  }

  private SchemaQuestion unchanged(String name, SchemaServer server) {
    SchemaModule module = catalog.module(name);
    return new SchemaQuestion(
        name,
        module.database(),
        server,
        ModuleSchemas.scripts(settings, module),
        SchemaQuestion.NOTHING);
  }
}
