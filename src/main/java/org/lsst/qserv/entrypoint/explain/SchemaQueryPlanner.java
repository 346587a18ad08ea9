// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.catalog.Component;
import org.lsst.qserv.entrypoint.catalog.SchemaModule;
import org.lsst.qserv.entrypoint.plan.ModuleSchema;
import org.lsst.qserv.entrypoint.plan.ModuleSchemaPlanner;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.plan.Step;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Creates the queries for the schemas of a component. */
final class SchemaQueryPlanner {
  private final Settings settings;
  private final Catalog catalog;
  private final String role;

  SchemaQueryPlanner(Settings settings, Catalog catalog, String role) {
    this.settings = settings;
    this.catalog = catalog;
    this.role = role;
  }

  /**
   * Returns queries for the schemas in the steps of a component; if there are none, for the schemas
   * that it uses without changing them.
   */
  List<SchemaStatusQuery> of(ServicePlan service) {
    List<SchemaStatusQuery> inSteps =
        service.steps().stream().flatMap(step -> of(step).stream()).toList();
    return inSteps.isEmpty() ? unchanged(catalog.component(role, service.component())) : inSteps;
  }

  private static Optional<SchemaStatusQuery> of(Step step) {
    return switch (step) {
      case Step.InstallSchema install ->
          Optional.of(
              of(
                  install.schema(),
                  new QueriedServer.ByDataDirectory(install.dataDirectory()),
                  SchemaStatusQuery.INSTALL));
      case Step.EnsureSchema ensure ->
          Optional.of(
              of(
                  ensure.schema(),
                  new QueriedServer.ByUrl(ensure.reader()),
                  SchemaStatusQuery.ENSURE));
      default -> Optional.empty();
    };
  }

  private static SchemaStatusQuery of(ModuleSchema schema, QueriedServer server, String action) {
    return new SchemaStatusQuery(
        schema.module(), schema.database(), server, Optional.of(schema.scripts()), action);
  }

  private List<SchemaStatusQuery> unchanged(Component component) {
    List<SchemaStatusQuery> queries = new ArrayList<>();
    component
        .preparation()
        .schema()
        .ifPresent(need ->
            settings
                .find(need.sql())
                .map(url -> new QueriedServer.ByUrl((DatabaseUrl) url))
                .ifPresent(server -> queries.add(unchanged(need.module(), server))));
    component
        .preparation()
        .dataDirectory()
        .ifPresent(prepared -> {
          QueriedServer server =
              new QueriedServer.ByDataDirectory(
                  ModuleSchemaPlanner.dataDirectory(settings, catalog, role));
          catalog.modules().stream()
              .filter(name -> catalog.module(name).role().equals(role))
              .forEach(name -> queries.add(unchanged(name, server)));
        });
    return queries;
  }

  private SchemaStatusQuery unchanged(String name, QueriedServer server) {
    SchemaModule module = catalog.module(name);
    return new SchemaStatusQuery(
        name,
        module.database(),
        server,
        ModuleSchemaPlanner.scripts(settings, module),
        SchemaStatusQuery.NOTHING);
  }
}
