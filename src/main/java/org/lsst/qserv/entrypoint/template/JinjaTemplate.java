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
 * A template that does more than put in names, rendered as Jinja2 does it. Loading its engine costs
 * as much as a whole launch.
 */
final class JinjaTemplate {
  /** Receives what is wrong with a template or one that it includes. */
  interface Report {
    void undefined(Path file, int line, String name);

    /** The message contains no values of variables. */
    void mistake(Path file, int line, String message);

    /** The guard of the output objects to a variable's value. */
    default void unsafe(Path file, int line, String variable) {
      throw new IllegalStateException(variable);
    }
  }

  private final Path template;
  private final TemplateFolders folders;
  private final Map<String, @Nullable Object> variables = new LinkedHashMap<>();
  private final Rendering rendering;

  /**
   * A template.
   *
   * @param folders where what it includes is looked for, in this order
   */
  JinjaTemplate(
      Map<String, @Nullable Object> variables, Path template, List<Path> folders, Report report) {
    this(variables, template, folders, OutputGuard.NONE, report);
  }

  /** A template whose output is guarded. */
  JinjaTemplate(
      Map<String, @Nullable Object> variables,
      Path template,
      List<Path> folders,
      OutputGuard guard,
      Report report) {
    this.template = template;
    this.folders = new TemplateFolders(folders);
    UndefinedNames undefined = new UndefinedNames();
    variables.forEach(
        (name, value) -> this.variables.put(name, WatchedMap.watch(name, value, undefined)));
    this.rendering = new Rendering(undefined, guard, new WithPaths(report));
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
    Jinjava engine = new Jinjava(EngineConfig.of(rendering, everyBranch));
    engine.setResourceLocator(folders);
    JinjaLibrary.register(engine.getGlobalContext(), rendering.guard());
    Context context = new Context(engine.getGlobalContextCopy(), variables, Map.of());
    StrictInterpreter interpreter =
        new StrictInterpreter(engine, context, engine.getGlobalConfig(), rendering);
    try (AutoCloseableImpl<JinjavaInterpreter> current =
        JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
      return current.value().render(TemplateRenderer.withoutLastNewline(text));
    } catch (InterpretException e) {
      ended(interpreter, e, e.getLineNumber());
    } catch (InvalidInputException e) {
      ended(interpreter, e, e.getLineNumber());
    } catch (InvalidArgumentException e) {
      ended(interpreter, e, e.getLineNumber());
    } catch (OutputTooBigException | ELException e) {
      ended(interpreter, e, interpreter.getLineNumber());
    } catch (IndexOutOfBoundsException e) {
      // of the engine's own parser: it trips over a tag that ends where it begins, such as "{#}"
      mistake(interpreter, interpreter.getLineNumber(), "a tag has no end");
    }
    return "";
  }

  private void ended(StrictInterpreter interpreter, RuntimeException e, int line) {
    mistake(
        interpreter,
        line > 0 ? line : rendering.lastEntered().map(Node::getLineNumber).orElse(line),
        EngineMessage.of(e, rendering.lastEntered().map(StrictInterpreter::source)));
  }

  private void mistake(StrictInterpreter interpreter, int line, String message) {
    rendering.report().mistake(interpreter.file(), Math.max(line, 1), message);
  }

  /** Knows the paths of what is included. */
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
    public void mistake(String file, int line, String message) {
      report.mistake(path(file), line, message);
    }

    @Override
    public void unsafe(String file, int line, String variable) {
      report.unsafe(path(file), line, variable);
    }
  }
}
