// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.lsst.qserv.entrypoint.host.SocketDeadline;

/**
 * One GET with HTTP/1.1 (RFC 9112). The HTTP clients of the JDK try only the first address of a
 * name, have a timeout for each read but not for the whole exchange, and use the proxies of the
 * JVM's default {@code ProxySelector}, which are not meant for services of this instance.
 */
final class HttpGet {
  private static final int CONTINUE = 100;
  private static final int OK = 200;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int MAX_LINE_BYTES = 8192;
  private static final int MAX_BODY_BYTES = 1 << 20;

  private final URI uri;
  private final Optional<SSLSocketFactory> tls;
  private final boolean verifiesName;

  /**
   * Creates a request.
   *
   * @param tls the TLS sockets; empty for plain HTTP
   * @param verifiesName whether the certificate must be for the host of the URI
   */
  HttpGet(URI uri, Optional<SSLSocketFactory> tls, boolean verifiesName) {
    this.uri = uri;
    this.tls = tls;
    this.verifiesName = verifiesName;
  }

  /**
   * The response of the server.
   *
   * @param certificateEnd when its certificate expires; empty without TLS
   */
  record Response(int status, String body, Optional<Instant> certificateEnd) {}

  /**
   * Sends the request and reads the response.
   *
   * @param timeout the timeout of the whole exchange
   */
  Response send(Duration timeout) throws IOException {
    SocketDeadline deadline = SocketDeadline.in(timeout);
    int port = uri.getPort() > 0 ? uri.getPort() : tls.isPresent() ? HTTPS_PORT : HTTP_PORT;
    try (Socket plain = TcpConnector.connect(uri.getHost(), port, timeout)) {
      plain.setSoTimeout(deadline.socketTimeoutMillis());
      Socket socket = tls.isPresent() ? secured(tls.get(), plain, port) : plain;
      socket.getOutputStream().write(request().getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      Optional<Instant> certificateEnd = certificateEnd(socket);
      return response(new BufferedInputStream(new LimitedInput(socket, deadline)), certificateEnd);
    }
  }

  private static Optional<Instant> certificateEnd(Socket socket) throws IOException {
    return socket instanceof SSLSocket secure
            && secure.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate
        ? Optional.of(certificate.getNotAfter().toInstant())
        : Optional.empty();
  }

  private Socket secured(SSLSocketFactory factory, Socket plain, int port) throws IOException {
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, uri.getHost(), port, true);
    if (verifiesName) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
    }
    return socket;
  }

  private String request() {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String port = uri.getPort() > 0 ? ":" + uri.getPort() : "";
    return "GET "
        + path
        + query
        + " HTTP/1.1\r\nHost: "
        + uri.getHost()
        + port
        + "\r\nAccept: */*\r\nConnection: close\r\n\r\n";
  }

  private static Response response(InputStream input, Optional<Instant> certificateEnd)
      throws IOException {
    int status;
    Map<String, String> headers;
    do {
      status = status(line(input));
      headers = headers(input);
    } while (status >= CONTINUE && status < OK);
    boolean chunked = headers.getOrDefault("transfer-encoding", "").endsWith("chunked");
    byte[] body = chunked ? chunks(input) : input.readNBytes(length(headers));
    return new Response(status, new String(body, StandardCharsets.UTF_8), certificateEnd);
  }

  private static int status(String line) throws ProtocolException {
    String[] fields = line.split(" ", 3);
    if (!fields[0].startsWith("HTTP/1.")
        || fields.length < 2
        || !fields[1].matches("[1-9]\\d\\d")) {
      throw new ProtocolException("not an HTTP response");
    }
    return Integer.parseInt(fields[1]);
  }

  private static Map<String, String> headers(InputStream input) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(input); !line.isEmpty(); line = line(input)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip().toLowerCase(Locale.ROOT));
      }
    }
    return headers;
  }

  private static int length(Map<String, String> headers) throws ProtocolException {
    String length = headers.getOrDefault("content-length", String.valueOf(MAX_BODY_BYTES));
    return size(length, 10);
  }

  private static byte[] chunks(InputStream input) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (body.size() < MAX_BODY_BYTES) {
      String head = line(input);
      int extension = head.indexOf(';');
      int size = size((extension < 0 ? head : head.substring(0, extension)).strip(), 16);
      if (size == 0) {
        break;
      }
      body.write(input.readNBytes(size));
      line(input);
    }
    return body.toByteArray();
  }

  private static int size(String text, int radix) throws ProtocolException {
    try {
      int size = Integer.parseInt(text, radix);
      if (size >= 0 && size <= MAX_BODY_BYTES) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw new ProtocolException("invalid length of the response");
    }
    throw new ProtocolException("the response is too long");
  }

  private static String line(InputStream input) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0 || line.size() == MAX_LINE_BYTES) {
        throw new ProtocolException(
            next < 0
                ? "connection closed"
                : "a line of the response is longer than " + MAX_LINE_BYTES + " bytes");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  /**
   * An input stream that throws an exception at the deadline, even if data keeps arriving slowly.
   */
  private static final class LimitedInput extends InputStream {
    private final Socket socket;
    private final InputStream input;
    private final SocketDeadline deadline;

    LimitedInput(Socket socket, SocketDeadline deadline) throws IOException {
      this.socket = socket;
      this.input = socket.getInputStream();
      this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      socket.setSoTimeout(deadline.socketTimeoutMillis());
      return input.read(buffer, offset, length);
    }
  }
}
