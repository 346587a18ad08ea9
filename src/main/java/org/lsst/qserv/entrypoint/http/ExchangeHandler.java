// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adapts a handler of requests to the JDK's HTTP server. */
final class ExchangeHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeHandler.class);
  private static final int MAX_BODY_BYTES = 1024;
  private static final int MIN_COMPRESSED_BYTES = 4096;
  private static final int NO_BODY = -1;

  private final RequestHandler handler;

  ExchangeHandler(RequestHandler handler) {
    this.handler = handler;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
      Response response =
          body.length > MAX_BODY_BYTES
              ? Response.problem(
                  Response.TOO_LARGE,
                  "the body of the request is longer than " + MAX_BODY_BYTES + " bytes",
                  "send a shorter body")
              : respond(request(exchange, body));
      send(exchange, response);
    }
  }

  private static Request request(HttpExchange exchange, byte[] body) {
    return new Request(
        exchange.getRequestMethod(),
        Optional.ofNullable(exchange.getRequestURI().getPath()).orElse(""),
        Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
        new String(body, StandardCharsets.UTF_8));
  }

  /** The JDK's server would discard an exception without a trace. */
  private Response respond(Request request) {
    try {
      return handler.respond(request);
    } catch (IOException | RuntimeException e) {
      LOG.error("the request {} {} failed", request.method(), request.path(), e);
      return Response.problem(
          Response.SERVER_ERROR, "the request failed", "see the log of the launcher for the cause");
    }
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", response.type());
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    response.headers().forEach(exchange.getResponseHeaders()::set);
    if (body.length > MIN_COMPRESSED_BYTES && acceptsGzip(exchange)) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
      body = compressed(body);
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(response.status(), NO_BODY);
      return;
    }
    exchange.sendResponseHeaders(response.status(), body.length == 0 ? NO_BODY : body.length);
    exchange.getResponseBody().write(body);
  }

  private static boolean acceptsGzip(HttpExchange exchange) {
    return exchange.getRequestHeaders().getOrDefault("Accept-Encoding", List.of()).stream()
        .flatMap(header -> Stream.of(header.split(",", -1)))
        .anyMatch(encoding -> encoding.strip().equals("gzip"));
  }

  private static byte[] compressed(byte[] body) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(body);
    }
    return compressed.toByteArray();
  }
}
