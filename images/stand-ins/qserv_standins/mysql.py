"""Connections to MariaDB, with the two kinds of failure that the real programs distinguish."""

import pymysql

# Error codes of an unavailable server: client errors and a server that is shutting down.
_UNREACHABLE = {2002, 2003, 2005, 2006, 2012, 2013, 2055, 1053, 1152, 1927}


class Unreachable(Exception):
    """There is no connection, or it was lost: a retry may help."""


class Refused(Exception):
    """The server returned an error (1044, 1045, 1049, no such table, ...): a retry does not help."""


class Address:
    """The server and the account. Its text form does not contain the password."""

    def __init__(self, host, port, user, password, database, socket=""):
        self.host, self.port, self.user, self.database, self.socket = host, port, user, database, socket
        self.password = password

    def __str__(self):
        return f"mysql://{self.user}@{self.socket or f'{self.host}:{self.port}'}/{self.database}"


def address_of(url):
    """Parses mysql://[user[:password]]@[host][:port]/[database] without percent-decoding."""
    credentials, at, place = url.removeprefix("mysql://").rpartition("@")
    if not url.startswith("mysql://") or not at:
        raise ValueError("incorrect syntax of the database connector url string")
    user, _, password = credentials.partition(":")
    server, _, database = place.partition("/")
    host, _, port = server.partition(":")
    if port and not port.isdecimal():
        raise ValueError("incorrect syntax of the database connector url string: bad port")
    return Address(host or "localhost", int(port or 3306), user, password, database)


class Connection:
    def __init__(self, address):
        place = {"unix_socket": address.socket} if address.socket else {"host": address.host, "port": address.port}
        self._connection = _guarded(lambda: pymysql.connect(
            user=address.user, password=address.password, database=address.database or None, connect_timeout=10,
            autocommit=True, **place))

    def rows(self, sql, *values):
        return _guarded(lambda: self._rows(sql, values))

    def _rows(self, sql, values):
        with self._connection.cursor() as cursor:
            cursor.execute(sql, values or None)
            self.columns = [column[0] for column in cursor.description or ()]
            return cursor.fetchall()

    def value(self, sql, *values):
        """Returns the first column of the first row, or None."""
        rows = self.rows(sql, *values)
        return rows[0][0] if rows else None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._connection.close() if self._connection.open else None


def _guarded(action):
    try:
        return action()
    except pymysql.MySQLError as error:
        code = error.args[0] if error.args else 0
        # pymysql reports code 0 if the connection was closed.
        raise (Unreachable if code in _UNREACHABLE or code == 0 else Refused)(f"error: {error}") from None
    except RuntimeError as error:
        # An authentication method that requires a library that is not in the image.
        raise Refused(str(error)) from None
