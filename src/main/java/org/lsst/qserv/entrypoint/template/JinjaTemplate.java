package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.TemplateError.ErrorReason;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.host.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.Settings;

/**
 * A template that does more than put in names. Loading its engine costs as much as a whole launch.
 */
final class JinjaTemplate {
  private final Settings settings;
  private final Path template;

  JinjaTemplate(Settings settings, Path template) {
    this.settings = settings;
    this.template = template;
  }

  /** Renders the text; what is wrong becomes problems of the settings. */
  String render(String text) {
    JinjavaConfig config =
        JinjavaConfig.newBuilder()
            .withFailOnUnknownTokens(true)
            .withKeepTrailingNewline(false)
            .withMaxOutputSize(64L << 20)
            .build();
    RenderResult result = new Jinjava(config).renderForResult(text, variables());
    for (TemplateError error : result.getErrors()) {
      settings.problems().add(problem(error));
    }
    return result.getOutput();
  }

  private Problem problem(TemplateError error) {
    if (error.getReason() == ErrorReason.UNKNOWN) {
      return TemplateRenderer.missing(
          settings, template, error.getLineno(), String.valueOf(error.getFieldName()));
    }
    return new Problem(
        ExitCode.BAD_DATA,
        template + ": " + error.getLineno() + ": " + error.getReason(),
        "mend the template; it is Jinja");
  }

  /** All settings that have a value, as nested objects: {@code a.b-c} is {@code a.b_c}. */
  private Map<String, Object> variables() {
    Map<String, Object> root = new HashMap<>();
    for (String name : settings.names()) {
      settings.find(name).ifPresent(value -> put(root, name.replace('-', '_'), value));
    }
    return root;
  }

  @SuppressWarnings("unchecked") // only this method puts objects there
  private void put(Map<String, Object> root, String name, Object value) {
    Map<String, Object> object = root;
    String[] path = name.split("\\.", -1);
    for (int i = 0; i + 1 < path.length; i++) {
      object = (Map<String, Object>) object.computeIfAbsent(path[i], part -> new HashMap<>());
    }
    object.put(path[path.length - 1], plain(value));
  }

  private Object plain(Object value) {
    return switch (value) {
      case DatabaseUrl url -> new UrlVariable(url);
      case Map<?, ?> map -> map;
      case Iterable<?> list -> list;
      case Long number -> number;
      case Boolean flag -> flag;
      default -> settings.text(value).value();
    };
  }
}
