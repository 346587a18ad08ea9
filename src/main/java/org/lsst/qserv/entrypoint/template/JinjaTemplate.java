// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.AutoCloseableSupplier.AutoCloseableImpl;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.InvalidArgumentException;
import com.hubspot.jinjava.interpret.InvalidInputException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.OutputTooBigException;
import com.hubspot.jinjava.tree.Node;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinjava.javax.el.ELException;
import org.jspecify.annotations.Nullable;

/**
 * A template that does more than substitute names, rendered like Jinja2. Loading the engine takes
 * as long as a whole launch.
 */
final class JinjaTemplate {
  /** Receives the problems of a template and the templates that it includes. */
  interface Report {
    void undefined(Path file, int line, String name);

    /** Reports an error; the message contains no values of variables. */
    void error(Path file, int line, String message);

    /** Reports that the taint tracker rejected a variable's value. */
    default void unsafe(Path file, int line, String variable) {
      throw new IllegalStateException(variable);
    }
  }

  private final Path template;
  private final TemplateFolders folders;
  private final Map<String, @Nullable Object> variables = new LinkedHashMap<>();
  private final Rendering rendering;

  /**
   * Creates a template without taint tracking.
   *
   * @param folders the folders that are searched for included templates, in this order
   */
  JinjaTemplate(
      Map<String, @Nullable Object> variables, Path template, List<Path> folders, Report report) {
    this(variables, template, folders, TaintTracker.NONE, report);
  }

  /** Creates a template with taint tracking. */
  JinjaTemplate(
      Map<String, @Nullable Object> variables,
      Path template,
      List<Path> folders,
      TaintTracker taint,
      Report report) {
    this.template = template;
    this.folders = new TemplateFolders(folders);
    UndefinedNames undefined = new UndefinedNames();
    variables.forEach(
        (name, value) -> this.variables.put(name, WatchedMap.watch(name, value, undefined)));
    this.rendering = new Rendering(undefined, taint, new WithPaths(report));
  }

  /** Renders a text. After a reported problem, the result must not be used. */
  String render(String text) {
    return render(text, false);
  }

  /** Reports the problems in all branches of a text, including those that are not taken. */
  void validate(String text) {
    String _ = render(text, true);
  }

  private String render(String text, boolean everyBranch) {
    Jinjava engine = new Jinjava(EngineConfig.of(rendering, everyBranch));
    engine.setResourceLocator(folders);
    JinjaLibrary.register(engine.getGlobalContext(), rendering.taint());
    Context context = new Context(engine.getGlobalContextCopy(), variables, Map.of());
    StrictInterpreter interpreter =
        new StrictInterpreter(engine, context, engine.getGlobalConfig(), rendering);
    try (AutoCloseableImpl<JinjavaInterpreter> current =
        JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
      return current.value().render(TemplateRenderer.withoutLastNewline(text));
    } catch (InterpretException e) {
      failed(interpreter, e, e.getLineNumber());
    } catch (InvalidInputException e) {
      failed(interpreter, e, e.getLineNumber());
    } catch (InvalidArgumentException e) {
      failed(interpreter, e, e.getLineNumber());
    } catch (OutputTooBigException | ELException e) {
      failed(interpreter, e, interpreter.getLineNumber());
    } catch (IndexOutOfBoundsException e) {
      // the engine's parser fails on a tag that ends where it starts, such as "{#}"
      error(interpreter, interpreter.getLineNumber(), "a tag is not closed");
    }
    return "";
  }

  private void failed(StrictInterpreter interpreter, RuntimeException e, int line) {
    error(
        interpreter,
        line > 0 ? line : rendering.lastEntered().map(Node::getLineNumber).orElse(line),
        EngineMessage.of(e, rendering.lastEntered().map(StrictInterpreter::source)));
  }

  private void error(StrictInterpreter interpreter, int line, String message) {
    rendering.report().error(interpreter.file(), Math.max(line, 1), message);
  }

  /** Adds the paths of included templates. */
  private final class WithPaths implements StrictInterpreter.Report {
    private final Report report;

    WithPaths(Report report) {
      this.report = report;
    }

    private Path path(String included) {
      return included.isEmpty() ? template : folders.path(included);
    }

    @Override
    public void undefined(String file, int line, String name) {
      report.undefined(path(file), line, name);
    }

    @Override
    public void error(String file, int line, String message) {
      report.error(path(file), line, message);
    }

    @Override
    public void unsafe(String file, int line, String variable) {
      report.unsafe(path(file), line, variable);
    }
  }
}
