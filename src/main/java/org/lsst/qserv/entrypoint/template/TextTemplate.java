package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.UnknownTokenException;
import java.util.Map;

/** A text that is a Jinja template by itself, with variables that are no settings. */
public final class TextTemplate {
  private TextTemplate() {}

  /** A variable without a value. */
  public static final class UnknownName extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownName(String name) {
      super(name, null, false, false);
    }

    /** The variable's name. */
    public String name() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * The text that the template gives.
   *
   * @throws UnknownName for the first variable without a value
   * @throws IllegalArgumentException if it is no Jinja, with the reason
   */
  public static String render(String text, Map<String, ?> variables) {
    JinjavaConfig config =
        JinjavaConfig.newBuilder()
            .withFailOnUnknownTokens(true)
            // a value is a value: braces in a password are not for the engine
            .withNestedInterpretationEnabled(false)
            .build();
    RenderResult result = new Jinjava(config).renderForResult(text, variables);
    for (TemplateError error : result.getErrors()) {
      if (error.getException() instanceof UnknownTokenException unknown) {
        throw new UnknownName(unknown.getToken());
      }
      throw new IllegalArgumentException(error.getReason() + " in the template");
    }
    return result.getOutput();
  }
}
