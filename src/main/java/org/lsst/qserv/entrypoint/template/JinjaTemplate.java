package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.AutoCloseableSupplier.AutoCloseableImpl;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.InterpreterFactory;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template that does more than put in names, rendered as Jinja2 does it. Loading its engine costs
 * as much as a whole launch.
 */
final class JinjaTemplate {
  /** What differs from Python only for the sake of the engine's older users, off. */
  private static final LegacyOverrides AS_PYTHON =
      LegacyOverrides.newBuilder()
          .withEvaluateMapKeys(true)
          .withIterateOverMapKeys(true)
          .withUsePyishObjectMapper(true)
          .withUseSnakeCasePropertyNaming(true)
          .withUseNaturalOperatorPrecedence(true)
          .withParseWhitespaceControlStrictly(true)
          .withAllowAdjacentTextNodes(true)
          .withUseTrimmingForNotesAndExpressions(true)
          .withKeepNullableLoopValues(true)
          .withHandleBackslashInQuotesOnly(true)
          .build();

  /** Told of what is wrong with a template or one that it includes. */
  interface Report {
    void undefined(Path file, int line, String name);

    void mistake(Path file, int line, String message);
  }

  private final Path template;
  private final TemplateFolders folders;
  private final UndefinedNames undefined = new UndefinedNames();
  private final Map<String, @Nullable Object> variables = new LinkedHashMap<>();
  private final StrictInterpreter.Report report;

  /**
   * A template.
   *
   * @param folders where what it includes is looked for, in this order
   */
  JinjaTemplate(
      Map<String, @Nullable Object> variables, Path template, List<Path> folders, Report report) {
    this.template = template;
    this.folders = new TemplateFolders(folders);
    variables.forEach(
        (name, value) -> this.variables.put(name, WatchedMap.watch(name, value, undefined)));
    this.report =
        new StrictInterpreter.Report() {
          @Override
          public void undefined(String file, int line, String name) {
            report.undefined(path(file), line, name);
          }

          @Override
          public void mistake(String file, int line, String message) {
            report.mistake(path(file), line, message);
          }
        };
  }

  private Path path(String included) {
    return included.isEmpty() ? template : folders.path(included);
  }

  /** Renders the text; what is wrong is reported, and the result is then of no use. */
  String render(String text) {
    return render(text, false);
  }

  /** Reports what is wrong in any branch of the text, also in one that is not taken now. */
  void validate(String text) {
    String _ = render(text, true);
  }

  private String render(String text, boolean everyBranch) {
    Jinjava engine = new Jinjava(config(everyBranch));
    engine.setResourceLocator(folders);
    Context context = new Context(engine.getGlobalContextCopy(), variables, Map.of());
    StrictInterpreter interpreter =
        new StrictInterpreter(engine, context, engine.getGlobalConfig(), undefined, report);
    try (AutoCloseableImpl<JinjavaInterpreter> current =
        JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
      return current.value().render(TemplateRenderer.withoutLastNewline(text));
    } catch (InterpretException e) {
      report.mistake(interpreter.file(), e.getLineNumber(), String.valueOf(e.getMessage()));
      return "";
    } catch (IndexOutOfBoundsException e) {
      // of the engine's own parser: it trips over a tag that ends where it begins, such as "{#}"
      report.mistake(interpreter.file(), interpreter.getLineNumber(), "a tag has no end");
      return "";
    }
  }

  private JinjavaConfig config(boolean everyBranch) {
    return JinjavaConfig.newBuilder()
        .withLegacyOverrides(AS_PYTHON)
        // a value is a value: braces in a password are not for the engine
        .withNestedInterpretationEnabled(false)
        .withKeepTrailingNewline(true) // one is dropped here, as from what is included
        .withEnableRecursiveMacroCalls(true)
        .withMaxMacroRecursionDepth(100)
        .withMaxOutputSize(64L << 20)
        .withValidationMode(everyBranch)
        .withInterperterFactory(new Strict())
        .build();
  }

  /** Makes the interpreters of templates that are imported. */
  private final class Strict implements InterpreterFactory {
    @Override
    public JinjavaInterpreter newInstance(JinjavaInterpreter importing) {
      return new StrictInterpreter(importing, undefined, report);
    }

    @Override
    public JinjavaInterpreter newInstance(Jinjava engine, Context context, JinjavaConfig config) {
      return new StrictInterpreter(engine, context, config, undefined, report);
    }
  }
}
