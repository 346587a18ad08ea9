"""The start sequence that the three qserv-replica-* programs share: wait for the database, then for its schema."""

import time

from . import log, mysql
from .runtime import failed

SCHEMA_VERSION = 15
_POLL_SECONDS = 5
_CONFIGURATION = (
    "config_worker", "config_database_family", "config_database", "config_database_table", "config_database_table_schema")


def wait_until_usable(options):
    """Returns the address of the replication database once it can be used. The caller must not open a port before that."""
    options.check_early_limits()
    address = _address(options["config"])
    with_connection(address, options, lambda connection: None)
    _wait_for_schema(address, options)
    for table in _CONFIGURATION:
        with_connection(address, options, lambda connection: connection.rows(f"SELECT COUNT(*) FROM {table}"))
    options.check_late()
    log.info(f"configuration loaded from {address}")
    return address


def with_connection(address, options, action):
    """Runs action(connection); reconnects silently each second while the server is unreachable, like the real programs."""
    deadline = time.monotonic() + options.number("db-reconnect-timeout")
    while True:
        try:
            with mysql.Connection(address) as connection:
                return action(connection)
        except mysql.Refused as refusal:
            raise failed(refusal) from None
        except mysql.Unreachable as failure:
            if options.number("db-allow-reconnect") == 0:
                raise failed(failure) from None
            if time.monotonic() >= deadline:
                raise failed("connection timeout has expired") from None
        time.sleep(1)


def _address(url):
    try:
        return mysql.address_of(url)
    except ValueError as error:
        raise failed(error) from None


def _wait_for_schema(address, options):
    started = time.monotonic()
    while True:
        problem = with_connection(address, options, _schema_problem)
        if problem is None:
            return
        if options.number("schema-upgrade-wait") == 0:
            log.error(problem)
            raise failed(problem)
        if time.monotonic() - started > options.number("schema-upgrade-wait-timeout"):
            raise failed(f"{problem}; the schema upgrade timeout has expired")
        log.warn(f"{problem}; waiting for the schema upgrade")
        time.sleep(_POLL_SECONDS)


def _schema_problem(connection):
    if not connection.rows("SHOW TABLES LIKE 'QMetadata'"):
        return "the metadata table QMetadata doesn't exist"
    version = connection.value("SELECT value FROM QMetadata WHERE metakey = 'version'")
    if version is None:
        return "the metadata table has no schema version"
    if not version.isdecimal():
        raise failed(f"schema version '{version}' is not a number")
    if int(version) > SCHEMA_VERSION:
        raise failed(f"schema version {version} is newer than the expected one {SCHEMA_VERSION}")
    if int(version) < SCHEMA_VERSION:
        return f"schema version {version} is older than the expected one {SCHEMA_VERSION}"
    return None
