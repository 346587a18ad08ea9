/** The types of settings: conversion and validation of values. */
@NullMarked
package org.lsst.qserv.entrypoint.settings.type;

import org.jspecify.annotations.NullMarked;
