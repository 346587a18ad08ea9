// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

/**
 * A mistake that our own functions and filters find in a template. Its message never contains a
 * variable's value, so that it can be shown as it is.
 */
final class TemplateMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TemplateMistake(String message) {
    super(message, null, false, false);
  }
}
