package org.lsst.qserv.entrypoint.catalogue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.settings.Settings;

/** The roles and components of a release line. */
public final class Catalogue {
  private final Config roles;

  private Catalogue(Config roles) {
    this.roles = roles;
  }

  /** The catalogue of the release line in the settings, with what {@code --config} adds to it. */
  public static Catalogue of(Settings settings) {
    return new Catalogue(settings.catalogue().getConfig("roles"));
  }

  /** The names of the roles, sorted. */
  public Set<String> roles() {
    return new TreeSet<>(roles.root().keySet());
  }

  /** The names of a role's components, sorted; the role exists. */
  public Set<String> componentNames(String role) {
    return new TreeSet<>(components(role).root().keySet());
  }

  /**
   * A component that exists.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure if its description is wrong
   */
  public Component component(String role, String name) {
    try {
      Config description = components(role).getConfig(ConfigUtil.joinPath(name));
      return new ComponentReader(role, name, description).read();
    } catch (ConfigException e) {
      throw ComponentReader.wrong(role, name, "is not an object");
    }
  }

  /** A role's components, each after those that it names in {@code after}. */
  public List<Component> components(String role, Set<String> names) {
    List<Component> ordered = new ArrayList<>();
    Set<String> waiting = new TreeSet<>(names);
    while (!waiting.isEmpty()) {
      int before = ordered.size();
      for (String name : List.copyOf(waiting)) {
        Component component = component(role, name);
        checkAfter(component);
        if (component.after().stream().noneMatch(waiting::contains)) {
          ordered.add(component);
          waiting.remove(name);
        }
      }
      if (ordered.size() == before) {
        throw ComponentReader.wrong(role, String.join(", ", waiting), "come after each other");
      }
    }
    return ordered;
  }

  private void checkAfter(Component component) {
    Set<String> known = componentNames(component.role());
    for (String name : component.after()) {
      if (!known.contains(name)) {
        throw ComponentReader.wrong(
            component.role(), component.name(), "after: there is no component " + name);
      }
    }
  }

  private Config components(String role) {
    try {
      return roles.getConfig(ConfigUtil.joinPath(role, "components"));
    } catch (ConfigException e) {
      throw ComponentReader.wrong(role, "(all components)", "it has no object components");
    }
  }
}
