// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.plan.LaunchPlan;
import org.lsst.qserv.entrypoint.plan.LaunchTarget;
import org.lsst.qserv.entrypoint.plan.Planner;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** Creates plans for tests. */
public final class TestPlan {
  /** The directory of the templates in the repository. */
  public static final Path TEMPLATES = Path.of("config-templates").toAbsolutePath();

  private static final String[] REQUIRED = {
    "instance-id=test",
    "auth-key=key",
    "admin-auth-key=admin-key",
    "registry.host=registry",
    "czar.http.password=http-password",
    "czar.admin-url=mysql://admin:czar-password@czar:3306/qservMeta",
    "replication.url=mysql://qsreplica:replication-password@replication:3306/qservReplica",
    "paths.templates=" + TEMPLATES
  };

  private TestPlan() {}

  /** Returns only the settings that some component of release line {@code xrd} requires. */
  public static TestSettings required(Path directory, String role) {
    return required(directory, "xrd", role);
  }

  /** Returns only the settings that some component of a release line requires. */
  public static TestSettings required(Path directory, String line, String role) {
    TestSettings settings = new TestSettings(directory).line(line).role(role).assign(REQUIRED);
    if (line.equals("xrd")) {
      settings.assign("xrootd.manager.host=redirector");
    }
    return role.equals("worker")
        ? settings.assign("database.admin-url=mysql://admin:worker-password@127.0.0.1:3306/x")
        : settings;
  }

  /** Returns a target given as on the command line, such as {@code worker xrootd}. */
  public static LaunchTarget target(String arguments) {
    String[] both = arguments.split(" ", -1);
    return new LaunchTarget(both[0], both.length > 1 ? Optional.of(both[1]) : Optional.empty());
  }

  /** Returns the plan for a target. */
  public static LaunchPlan plan(String target, Settings settings, String... arguments) {
    return Planner.plan(Catalog.of(settings), target(target), settings, List.of(arguments));
  }

  /** Returns the plan of the only component that a target runs. */
  public static ServicePlan service(String target, Settings settings, String... arguments) {
    List<ServicePlan> services = plan(target, settings, arguments).services();
    if (services.size() != 1) {
      throw new AssertionError(target + " runs " + services);
    }
    return services.getFirst();
  }

  /** Returns the program and its arguments, including secrets. */
  public static List<String> commandLine(ServicePlan service) {
    return service.command().commandLine();
  }

  /** Returns the program and its arguments with secrets redacted. */
  public static List<String> shown(ServicePlan service) {
    return service.command().command().stream().map(RedactedText::shown).toList();
  }
}
