// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import java.util.Optional;
import org.lsst.qserv.entrypoint.image.Container.Outcome;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * Two real MariaDB servers with the same accounts in a container, one with TLS and one without. The
 * certificates are for {@link #HOST} and for the address of the container.
 */
final class TlsServers implements AutoCloseable {
  static final String PASSWORD = "canary-4d7e";
  static final String HOST = "db.test";
  static final int WITH_TLS = 3401;
  static final int WITHOUT_TLS = 3402;
  static final String CA = "/tmp/tls/ca.pem";
  static final String OTHER_CA = "/tmp/tls/other.pem";

  private static final String CERTIFICATES =
      """
      mkdir /tmp/tls
      cd /tmp/tls
      new='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
      for ca in ca other; do
        openssl req -x509 $new -days 30 -subj /CN=$ca -keyout $ca.key -out $ca.pem
      done
      cat >ca.conf <<'END'
      [ca]
      default_ca = test
      [test]
      database = index
      serial = serial
      new_certs_dir = .
      unique_subject = no
      default_md = sha256
      policy = any
      [any]
      commonName = supplied
      END
      touch index
      echo 01 >serial
      # The command x509 of OpenSSL 3.0 has no options for dates, and that of 3.5 refuses a negative number of days.
      issue() {
        openssl req $new -subj /CN=server -keyout $1.key -out $1.csr
        echo "subjectAltName=$2" >extension
        openssl ca -batch -notext -config ca.conf -in $1.csr -cert ca.pem -keyfile ca.key \
          -startdate 20200101000000Z -enddate $3 -extfile extension -out $1.pem
      }
      issue valid DNS:$host,IP:$address 20991231235959Z
      issue expired DNS:$host,IP:$address 20200102000000Z
      issue elsewhere DNS:elsewhere.test 20991231235959Z
      cp valid.pem server.pem
      cp valid.key server.key
      """;

  private static final String SERVERS =
      """
      mariadb-install-db --no-defaults --datadir=/tmp/$with --auth-root-authentication-method=normal
      cp -a /tmp/$with /tmp/$without
      start() {
        setsid mariadbd --no-defaults --datadir=/tmp/$1 --socket=/tmp/$1.sock --port=$1 \
          --skip-name-resolve --innodb-buffer-pool-size=8M --performance-schema=OFF "${@:2}" \
          >/tmp/$1.log 2>&1 </dev/null &
      }
      start $with --ssl-cert=/tmp/tls/server.pem --ssl-key=/tmp/tls/server.key
      start $without --skip-ssl
      for port in $with $without; do
        until mariadb --no-defaults --disable-ssl-verify-server-cert -uroot -S /tmp/$port.sock -e 'SELECT 1'; do
          sleep 0.1
        done
      done
      """;

  private static final String ACCOUNTS =
      """
      DELETE FROM mysql.global_priv WHERE User = '' OR (User = 'root' AND Host <> 'localhost');
      FLUSH PRIVILEGES;
      CREATE USER plain@'%%' IDENTIFIED BY '%1$s';
      CREATE USER encrypted@'%%' IDENTIFIED BY '%1$s' REQUIRE SSL;
      CREATE USER certified@'%%' IDENTIFIED BY '%1$s' REQUIRE X509;
      GRANT ALL ON *.* TO plain@'%%', encrypted@'%%', certified@'%%' WITH GRANT OPTION
      """;

  private final Container container;

  TlsServers(String image) {
    container =
        Container.idle(image).host(host -> host.withExtraHosts(HOST + ":127.0.0.1")).start();
    container.write("/tmp/password", PASSWORD);
    quietly("host=" + HOST + " address=" + container.address() + "\n" + CERTIFICATES);
    quietly("with=" + WITH_TLS + " without=" + WITHOUT_TLS + "\n" + SERVERS);
    sql(WITH_TLS, ACCOUNTS.formatted(PASSWORD));
    sql(WITHOUT_TLS, ACCOUNTS.formatted(PASSWORD));
  }

  private void quietly(String script) {
    container.script("{\n" + script + "} >/tmp/out 2>&1");
  }

  /** Executes statements as root through the socket and returns the rows, one per line. */
  String sql(int server, String sql) {
    return container.script(
        """
        mariadb --no-defaults --disable-ssl-verify-server-cert -uroot -S /tmp/%d.sock -NB <<'END'
        %s;
        END
        """
            .formatted(server, sql));
  }

  /** Makes the server use another certificate: valid, expired or elsewhere. */
  void use(String certificate) {
    container.script(
        "cd /tmp/tls; cp %1$s.pem server.pem; cp %1$s.key server.key".formatted(certificate));
    sql(WITH_TLS, "FLUSH SSL");
  }

  /** Returns the URL of a server for the JVM of the test. */
  DatabaseUrl url(int server, String user) {
    return new DatabaseUrl(
        user, Optional.of(new Secret(PASSWORD)), container.address(), server, "", "");
  }

  /** Returns the URL of the server with TLS for commands in the container. */
  static String url(String user, String database) {
    return "mysql://" + user + "@" + HOST + ":" + WITH_TLS + "/" + database;
  }

  Outcome entrypoint(String command) {
    String[] arguments = ("entrypoint " + command).strip().split("\\s+", -1);
    return container.run(arguments);
  }

  Container container() {
    return container;
  }

  @Override
  public void close() {
    container.close();
  }
}
