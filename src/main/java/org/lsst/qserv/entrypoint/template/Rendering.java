// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.tree.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shared state of the interpreters of one rendering: a template and its imports. */
final class Rendering {
  private final UndefinedNames undefined;
  private final OutputGuard guard;
  private final StrictInterpreter.Report report;
  private final Deque<Node> nodes = new ArrayDeque<>();
  private @Nullable Node lastEntered;

  Rendering(UndefinedNames undefined, OutputGuard guard, StrictInterpreter.Report report) {
    this.undefined = undefined;
    this.guard = guard;
    this.report = report;
  }

  UndefinedNames undefined() {
    return undefined;
  }

  OutputGuard guard() {
    return guard;
  }

  StrictInterpreter.Report report() {
    return report;
  }

  void enter(Node node) {
    nodes.push(node);
    lastEntered = node;
  }

  void leave() {
    nodes.pop();
  }

  /** Returns the part of a template that is being rendered. */
  Optional<Node> current() {
    return Optional.ofNullable(nodes.peek());
  }

  /** Returns the part of a template that was entered last, even after an exception. */
  Optional<Node> lastEntered() {
    return Optional.ofNullable(lastEntered);
  }
}
