// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.interpret.InvalidArgumentException;
import com.hubspot.jinjava.interpret.InvalidInputException;
import com.hubspot.jinjava.interpret.OutputTooBigException;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.TemplateSyntaxException;
import com.hubspot.jinjava.loader.ResourceNotFoundException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jinjava.de.odysseus.el.tree.TreeBuilderException;
import jinjava.javax.el.ELException;
import org.jspecify.annotations.Nullable;

/**
 * Describes errors of the engine without the values of variables. The engine's own messages quote
 * these values. Replacing the values in a message would garble it if a value is short, so only
 * messages that consist of template text are kept.
 */
final class EngineMessage {
  private static final Pattern NAME = Pattern.compile("\\w+");
  private static final int MAX_SOURCE_LENGTH = 80;

  private EngineMessage() {}

  /**
   * Returns the description of an error.
   *
   * @param source the part of the template that was being rendered
   */
  static String of(TemplateError error, Optional<String> source) {
    Exception exception = error.getException();
    return exception == null
        ? at("cannot be evaluated", source)
        : of(exception, Optional.ofNullable(error.getFieldName()), source);
  }

  /** Returns the description of an exception that aborted the rendering. */
  static String of(Throwable exception, Optional<String> source) {
    return of(exception, Optional.empty(), source);
  }

  private static String of(Throwable exception, Optional<String> name, Optional<String> source) {
    Optional<String> known =
        cause(exception, TemplateException.class)
            .map(Throwable::getMessage)
            .or(() -> cause(exception, ResourceNotFoundException.class).map(Throwable::getMessage));
    if (known.isPresent()) {
      return at(known.get(), source);
    }
    if (isSyntaxError(exception)) {
      return String.valueOf(exception.getMessage()).replaceAll("\\s+", " ").strip();
    }
    return at(kind(exception, name), source);
  }

  /** Returns whether the message is about the syntax of the template, so it quotes no values. */
  private static boolean isSyntaxError(Throwable exception) {
    return cause(exception, TreeBuilderException.class).isPresent()
        || (exception instanceof TemplateSyntaxException
            && cause(exception, ELException.class).isEmpty());
  }

  private static String kind(Throwable exception, Optional<String> name) {
    String argument =
        name.filter(n -> NAME.matcher(n).matches()).map(n -> " '" + n + "'").orElse("");
    if (cause(exception, OutputTooBigException.class).isPresent()) {
      return "the output exceeds the limit of " + EngineConfig.MAX_OUTPUT + " characters";
    }
    if (cause(exception, InvalidArgumentException.class).isPresent()) {
      return "invalid argument" + (argument.isEmpty() ? "" : " for" + argument);
    }
    if (cause(exception, InvalidInputException.class).isPresent()) {
      return "invalid input" + (argument.isEmpty() ? "" : " for" + argument);
    }
    return "cannot be evaluated";
  }

  private static String at(String description, Optional<String> source) {
    return source
        .map(text -> text.replaceAll("\\s+", " "))
        .map(text -> description + ": " + abbreviate(text))
        .orElse(description);
  }

  private static String abbreviate(String text) {
    return text.length() <= MAX_SOURCE_LENGTH ? text : text.substring(0, MAX_SOURCE_LENGTH) + "…";
  }

  private static <T extends Throwable> Optional<T> cause(
      @Nullable Throwable exception, Class<T> type) {
    return Stream.<Throwable>iterate(exception, e -> e != null, Throwable::getCause)
        .limit(20) // the chain may be circular
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
