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
  private final TaintTracker taint;
  private final StrictInterpreter.Report report;
  private final Deque<Node> nodes = new ArrayDeque<>();
  private @Nullable Node lastEntered;

  Rendering(UndefinedNames undefined, TaintTracker taint, StrictInterpreter.Report report) {
    this.undefined = undefined;
    this.taint = taint;
    this.report = report;
  }

  UndefinedNames undefined() {
    return undefined;
  }

  TaintTracker taint() {
    return taint;
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
