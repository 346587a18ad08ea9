// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Checks an HTTP service of Qserv. Qserv's services return status 200 for errors, too, so the body
 * decides.
 */
final class HttpCheck {
  private static final int OK = 200;

  private HttpCheck() {}

  static CheckResult run(Check.Http check, Duration timeout) {
    try {
      return result(send(check, timeout));
    } catch (IOException | GeneralSecurityException e) {
      return Checker.failure(e);
    }
  }

  static HttpGet.Response send(Check.Http check, Duration timeout)
      throws IOException, GeneralSecurityException {
    boolean anyCertificate = check.anyCertificate();
    boolean secure = "https".equalsIgnoreCase(check.uri().getScheme());
    Optional<SSLSocketFactory> tls =
        secure ? Optional.of(anyCertificate ? trustAny() : trustKnown()) : Optional.empty();
    return new HttpGet(check.uri(), tls, !anyCertificate).send(timeout);
  }

  private static CheckResult result(HttpGet.Response response) throws IOException {
    if (response.status() != OK) {
      return new CheckResult(CheckResult.Kind.NOT_READY, "HTTP status " + response.status());
    }
    try (JsonParser parser = JsonFactory.builder().build().createParser(response.body())) {
      return isSuccess(parser)
          ? CheckResult.ready()
          : new CheckResult(CheckResult.Kind.NOT_READY, "no \"success\": 1 in the response");
    }
  }

  private static boolean isSuccess(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("success")) {
        return value == JsonToken.VALUE_NUMBER_INT && parser.getIntValue() == 1;
      }
      parser.skipChildren();
    }
    return false;
  }

  /**
   * Accepts any certificate. It may be self-signed, or be for another host name. The request
   * contains no secret; the reply of another host, which {@code cluster status} asks, could be
   * forged.
   */
  private static SSLSocketFactory trustAny() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new AnyCertificate()}, null);
    return context.getSocketFactory();
  }

  private static SSLSocketFactory trustKnown() {
    return (SSLSocketFactory) SSLSocketFactory.getDefault();
  }

  private static final class AnyCertificate implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
