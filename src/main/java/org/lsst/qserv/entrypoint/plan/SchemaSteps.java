// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.catalog.Component;
import org.lsst.qserv.entrypoint.catalog.SchemaModule;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Plans the schema steps of a component. */
final class SchemaSteps {
  private final Catalog catalog;
  private final Settings settings;

  SchemaSteps(Catalog catalog, Settings settings) {
    this.catalog = catalog;
    this.settings = settings;
  }

  /**
   * Returns the schema steps of a component: in mode install, a database initializes its modules; a
   * service waits for the version that it requires.
   */
  List<Step> steps(Component component, Mode mode) {
    List<Step> steps = new ArrayList<>();
    if (mode == Mode.INSTALL) {
      component
          .preparation()
          .dataDirectory()
          .ifPresent(prepared -> steps.addAll(install(component, prepared)));
    }
    // the scripts determine the required version
    if (settings.find("schema.scripts").isPresent()) {
      component
          .preparation()
          .schema()
          .flatMap(need -> ensure(component, need))
          .ifPresent(steps::add);
    }
    return steps;
  }

  /**
   * Returns a wait that precedes schema steps. A database that one of them creates does not exist
   * yet, so only its server is waited for.
   */
  static Step.Await before(List<Step> schema, Step.Await await) {
    if (await.check() instanceof Check.Sql sql) {
      for (Step step : schema) {
        if (step instanceof Step.EnsureSchema ensure
            && ensure.initializes()
            && ensure.reader().address().equals(sql.url().address())
            && ensure.reader().database().equals(sql.url().database())) {
          return new Step.Await(new Check.Sql(sql.url().withDatabase("")), await.timeout());
        }
      }
    }
    return await;
  }

  private List<Step> install(Component component, Component.DataDirectory described) {
    ReferenceResolver references = new ReferenceResolver(settings, component);
    List<Step> steps = new ArrayList<>();
    for (String name : catalog.modules()) {
      SchemaModule module = catalog.module(name);
      if (module.role().equals(component.role())) {
        steps.add(
            new Step.InstallSchema(
                references.path(described.path()),
                references.resolveAll(component.program().command()),
                ModuleInitializationPlanner.plan(settings, catalog, module),
                ModuleSchemaPlanner.plan(settings, catalog, module)));
      }
    }
    return steps;
  }

  /**
   * Returns the step for a required schema; empty if the URL is unset, which the component's check
   * of the database reports.
   */
  private Optional<Step> ensure(Component component, Component.RequiredSchema need) {
    SchemaModule module = catalog.module(need.module());
    ModuleSchema schema = ModuleSchemaPlanner.plan(settings, catalog, module);
    boolean isOwn = module.role().equals(component.role());
    return settings
        .find(need.sql())
        .map(DatabaseUrl.class::cast)
        .map(url ->
            new Step.EnsureSchema(
                isOwn ? schema : schema.withoutAdministrator(),
                url,
                settings.string("schema.on-uninitialized"),
                settings.string("schema.on-outdated"),
                (Duration) settings.find("schema.wait-timeout").orElseThrow()));
  }
}
