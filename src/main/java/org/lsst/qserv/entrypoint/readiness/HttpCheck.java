package org.lsst.qserv.entrypoint.readiness;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Asks an HTTP service of Qserv, whose status is 200 for errors too: the body counts. */
final class HttpCheck {
  private static final int OK = 200;

  private HttpCheck() {}

  static Answer ask(Check.Http check, Duration timeout) {
    try {
      // a proxy of the environment is for the world outside, not for a service of this instance
      HttpURLConnection connection =
          (HttpURLConnection) check.uri().toURL().openConnection(Proxy.NO_PROXY);
      if (check.anyCertificate() && connection instanceof HttpsURLConnection secure) {
        trustAny(secure);
      }
      connection.setConnectTimeout((int) timeout.toMillis());
      connection.setReadTimeout((int) timeout.toMillis());
      try {
        return answer(connection);
      } finally {
        connection.disconnect();
      }
    } catch (IOException | GeneralSecurityException e) {
      return Checker.failure(e);
    }
  }

  private static Answer answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status != OK) {
      return new Answer(Answer.Kind.NOT_READY, "status " + status);
    }
    try (InputStream body = connection.getInputStream();
        JsonParser parser = JsonFactory.builder().build().createParser(body)) {
      return isSuccess(parser)
          ? Answer.ready()
          : new Answer(Answer.Kind.NOT_READY, "it does not say \"success\": 1");
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
   * The certificate may be self-signed and name the host, and the request goes to this very
   * container or pod and carries no secret: who answers is not in doubt, only whether.
   */
  private static void trustAny(HttpsURLConnection connection) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new AnyCertificate()}, null);
    connection.setSSLSocketFactory(context.getSocketFactory());
    connection.setHostnameVerifier((host, session) -> true);
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
