// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

/**
 * An error in a template that our own functions and filters detect. Its message never contains a
 * variable's value, so it can be shown unchanged.
 */
final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message, null, false, false);
  }
}
