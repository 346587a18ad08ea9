"""Executes scripts with the client, with an upgrade, and with an upgrade that is killed and resumed; compares the results.

usage: equality.py CONFIGURATION OPTIONS CLIENT_INIT < JOBS
  CONFIGURATION  the name that the directives `on` and `not-on` of a script refer to
  OPTIONS        lines for the group [mariadbd] of the server that it starts
  CLIENT_INIT    a statement that every session of the client executes first, or an empty string
  JOBS           lines FILE<TAB>KILLS; FILE is a path below /tmp/equality, KILLS is one of
                 none     the client and an upgrade without interruption
                 LIST     such as `0.25 during kill,0.8 after cut`: also upgrades that are killed, or whose connections are cut (the
                          server cannot tell the difference), at a relative position in the commands of an upgrade without
                          interruption, in a phase
                 all      also upgrades that are cut at each command from the start of the first script, in each phase (the
                          commands before are the same for all scripts; SchemaKillIT interrupts them)
                 client   the client only, to check that the script is valid
Prints one line per execution: FILE<TAB>WAY<TAB>VERDICT<TAB>DETAILS in base64. VERDICT is one of
  equal, refused, fails (as expected), asked (as allowed), not reached (the upgrade ended before the kill), skipped, FAILED.
usage: equality.py --check              runs the checks of the driver itself; needs no server

Runs in a container with the commands of the image, the corpus in /tmp/equality, the test class CommandServer below /tmp/classes, and
a password in /tmp/password. Commands of the launcher run in one Java process, except for those that are killed.

A script may begin with directives, which are removed before it is executed:
  -- expect: refused TEXT   plan and upgrade refuse it before the first statement; the message contains TEXT (in any case)
  -- expect: fails TEXT     the client and the upgrade stop at the same statement; the upgrade's message contains TEXT
  -- may-ask                after a kill, the upgrade may stop and ask (exit code 78)
  -- on: NAME, NAME         only with these configurations of the server
  -- not-on: NAME, NAME     not with these
  -- between: SQL           another session executes this between kill and resume; the result of the client includes it
  -- resume-with: FORM      crlf or bom: the upgrade resumes with the script in this form
  -- generated-by: COMMAND  the script is the output of this mariadb-dump of the schema in dump/rich-schema.sql
The line `-- next script` starts another script of the same upgrade. The line `-- corrected script` starts the text
that replaces the last script after it failed. A file NAME.sql.py is a program that prints the script.
"""
import base64
import difflib
import glob
import os
import re
import select
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

CORPUS = "/tmp/equality"
SCRIPTS = "/tmp/scripts"
OUTPUT = "/tmp/equality-output"  # where scripts write files; compared and emptied
SOCKET = "/qserv/data/mysql/mysql.sock"
PORT, PROXIED = 3399, 3398
DATABASE = "qservw_worker"
JOURNAL = "qservSchemaJournal"
SYSTEM = {"mysql", "information_schema", "performance_schema", "sys"}
REFUSALS = {65, 75, 77, 78}
ASKS = 78
DEADLINE = 120  # seconds for one command
TOO_LATE = b"\n[timeout after %d s]" % DEADLINE
LIMITS = "innodb_lock_wait_timeout=8\nlock_wait_timeout=60\n"  # a statement that blocks itself fails quickly
PHASES = ("before", "during", "after")
UNSURE = 10  # the number of commands varies this much, because an upgrade polls for requests by the clock

PREPARED = """
SET SESSION sql_mode = '', foreign_key_checks = 0;
CREATE DATABASE qservw_worker;
USE qservw_worker;
CREATE TABLE QMetadata (metakey CHAR(64) NOT NULL PRIMARY KEY, value TEXT) ENGINE=InnoDB;
INSERT INTO QMetadata VALUES ('version', '1');
CREATE TABLE observed (what VARCHAR(190) NOT NULL PRIMARY KEY, value LONGTEXT)
  ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
"""


# --- Scripts ------------------------------------------------------------------------------------------------------------


class Case:
    """A file of the corpus: its directives and the scripts that it consists of."""

    DIRECTIVE = re.compile(rb"-- (expect|may-ask|on|not-on|between|resume-with|generated-by)(?:: *(.*?))?[ \t]*\r?\n")

    def __init__(self, name, content):
        self.name = name
        self.directives = {}
        while match := self.DIRECTIVE.match(content):
            self.directives.setdefault(match[1].decode(), []).append((match[2] or b"").decode())
            content = content[match.end() :]
        self.faulty = None
        parts = re.split(rb"^-- corrected script\n", content, flags=re.M)
        self.scripts = re.split(rb"^-- next script\n", parts[-1], flags=re.M)
        if len(parts) == 2:
            self.faulty = re.split(rb"^-- next script\n", parts[0], flags=re.M)

    def value(self, directive):
        return self.directives.get(directive, [""])[0]

    def runs_on(self, configuration):
        names = [name.strip() for name in self.value("on").split(",") if name.strip()]
        if names:
            return configuration in names
        return configuration not in [name.strip() for name in self.value("not-on").split(",")]

    @property
    def refusal(self):
        return self.expected("refused")

    @property
    def failure(self):
        return self.expected("fails")

    def expected(self, kind):
        """Returns the text that the message must contain, or None if another result is expected."""
        result, _, text = self.value("expect").partition(" ")
        return text if result == kind else None

    @property
    def may_ask(self):
        return "may-ask" in self.directives


def in_form(script, form):
    if form == "crlf":
        return script.replace(b"\n", b"\r\n")
    return b"\xef\xbb\xbf" + script if form == "bom" else script


def read_case(name):
    path = os.path.join(CORPUS, name)
    if name.endswith(".py"):
        return Case(name, subprocess.run([sys.executable, path], check=True, capture_output=True).stdout)
    with open(path, "rb") as file:
        case = Case(name, file.read())
    if case.value("generated-by"):
        case.scripts = [dump_of_rich_schema(shlex.split(case.value("generated-by")))]
    return case


def dump_of_rich_schema(command):
    reset()
    with open(os.path.join(CORPUS, "dump/rich-schema.sql"), "rb") as file:
        code, text = client(file.read(), "")
    if code != 0:
        raise HarnessError("dump/rich-schema.sql: " + text)
    program, *options = command
    return subprocess.run(
        [program, "--no-defaults", "-h127.0.0.1", f"-P{PORT}", "-uboss", *options],
        env=client_environment(), check=True, capture_output=True).stdout


# --- Snapshots of schema, accounts and files ----------------------------------------------------------------------------


class HarnessError(Exception):
    """The harness itself cannot continue: its own statements fail."""


def sql(text, *options):
    done = subprocess.run(
        ["mariadb", "--no-defaults", "--default-character-set=utf8mb4", "-S", SOCKET, "-NB", *options],
        input=text.encode(), capture_output=True)
    if done.returncode != 0 and "--force" not in options:
        raise HarnessError(f"{text}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode(errors="backslashreplace")


# Executed with one call of the client, because the calls take most of the time.
QUERIES = {
    "databases": "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA ORDER BY 1",
    "accounts": "SELECT CONCAT(is_role, QUOTE(user), '@', QUOTE(host)) FROM mysql.user ORDER BY 1",
    "variables": "SELECT VARIABLE_NAME, GLOBAL_VALUE FROM information_schema.SYSTEM_VARIABLES WHERE GLOBAL_VALUE IS NOT NULL"
                 " AND READ_ONLY = 'NO' AND VARIABLE_NAME NOT LIKE 'GTID%' ORDER BY 1",
    # Statements can change these, but dumps of databases do not contain them.
    "servers": "SELECT * FROM mysql.servers ORDER BY 1",
    "libraries": "SELECT * FROM mysql.func ORDER BY 1",
    "plugins": "SELECT * FROM mysql.plugin ORDER BY 1",
    "table statistics": "SELECT * FROM mysql.table_stats WHERE db_name <> 'mysql' ORDER BY 1, 2",
    "column statistics": "SELECT db_name, table_name, column_name, min_value, max_value FROM mysql.column_stats"
                         " WHERE db_name <> 'mysql' ORDER BY 1, 2, 3",
    "index statistics": "SELECT * FROM mysql.index_stats WHERE db_name <> 'mysql' ORDER BY 1, 2, 3, 4",
}
COMPARED = [subject for subject in QUERIES if subject not in ("databases", "accounts")]
MARK = "-- answer to "


def query_server():
    """Returns the result of each query as lines."""
    text = sql("".join(f"SELECT '{MARK}{subject}';\n{query};\n" for subject, query in QUERIES.items()))
    answers = {}
    for part in text.split(MARK)[1:]:
        subject, *lines = part.splitlines()
        answers[subject] = lines
    answers["databases"] = [name for name in answers["databases"] if name not in SYSTEM]
    return answers


def has_journal():
    return any(is_journal(name) for name in query_server()["databases"])


def is_journal(name):
    return name.lower() == JOURNAL.lower()


def as_variables(lines):
    return dict(line.split("\t", 1) for line in lines if "\t" in line)


class Server:
    """The accounts and global variables that a reset restores, read after the start of the server."""

    accounts = []
    globals = {}


def reset():
    """Drops everything and creates a schema of version 1."""
    now = query_server()
    drops = ["SET SESSION sql_mode = '', foreign_key_checks = 0, max_statement_time = 0", "KILL USER boss"]
    drops += [f"DROP DATABASE IF EXISTS `{name}`" for name in now["databases"]]
    for account in now["accounts"]:
        if account not in Server.accounts:
            drops.append(f"DROP ROLE IF EXISTS {account[1:].split('@')[0]}" if account[0] == "Y"
                         else f"DROP USER IF EXISTS {account[1:]}")
    drops += ["DROP SERVER IF EXISTS `" + line.split("\t")[0] + "`" for line in now["servers"]]
    drops += ["DROP FUNCTION IF EXISTS `" + line.split("\t")[0] + "`" for line in now["libraries"]]
    drops += ["UNINSTALL PLUGIN `" + line.split("\t")[0] + "`" for line in now["plugins"]]
    for name, value in as_variables(now["variables"]).items():
        before = Server.globals.get(name, value)
        if value != before:
            quoted = before if re.fullmatch(r"-?[0-9.]+", before) else "'" + before.replace("'", "''") + "'"
            drops.append(f"SET GLOBAL {name} = {quoted}")
    for kind in ("table", "column", "index"):
        if now[kind + " statistics"]:
            drops.append(f"DELETE FROM mysql.{kind}_stats WHERE db_name <> 'mysql'")
    sql(";\n".join(drops) + ";\n" + PREPARED)
    for path in (SCRIPTS, "/tmp/state", OUTPUT):
        shutil.rmtree(path, ignore_errors=True)
    os.makedirs(SCRIPTS + "/worker")
    os.makedirs(OUTPUT)
    os.chmod(OUTPUT, 0o777)


def snapshot():
    """Returns everything that is compared, by subject."""
    now = query_server()
    databases = [name for name in now["databases"] if not is_journal(name)]
    dump = subprocess.run(
        ["mariadb-dump", "--no-defaults", "-S", SOCKET, "--routines", "--triggers", "--events", "--skip-comments",
         "--skip-dump-date", "--order-by-primary", "--skip-extended-insert", "--complete-insert", "--hex-blob", "--force",
         "--skip-lock-tables", "--databases", *databases], capture_output=True)
    files = []
    for path in sorted(glob.glob(OUTPUT + "/**", recursive=True)):
        if os.path.isfile(path):
            with open(path, "rb") as file:
                files.append(path + ": " + file.read().decode(errors="backslashreplace"))
    return {
        "databases": without_version(dump.stdout.decode(errors="backslashreplace")),
        "messages of the dump": dump.stderr.decode(errors="replace"),
        "accounts": accounts(now["accounts"]),
        "files": "\n".join(files),
        **{subject: "\n".join(now[subject]) for subject in COMPARED},
    }


def accounts(names):
    shows = []
    for account in names:
        if account not in Server.accounts:
            if account[0] == "Y":
                shows.append(f"SHOW GRANTS FOR {account[1:].split('@')[0]}")
            else:
                shows.append(f"SHOW CREATE USER {account[1:]}")
                shows.append(f"SHOW GRANTS FOR {account[1:]}")
    if not shows:
        return ""
    roles = "SELECT 'role', r.* FROM mysql.roles_mapping r ORDER BY 2, 3, 4"
    return sql(";\n".join([*shows, roles]) + ";\n", "--force")


def without_version(dump):
    dump = re.sub(r"^INSERT INTO `QMetadata` \(`metakey`, ?`value`\) VALUES \('version',.*\n", "", dump, flags=re.M | re.I)
    return re.sub(r"^(\).*) AUTO_INCREMENT=\d+", r"\1", dump, flags=re.M)


# --- Masks --------------------------------------------------------------------------------------------------------------

ROW = re.compile(r"INSERT +INTO `((?:[^`]|``)+)` \((.*?)\) VALUES \((.*)\);$")
VALUE = re.compile(r"'(?:[^'\\]|\\.|'')*'|[^,']+")


class Masks:
    """The entries of masked.txt for one file of the corpus."""

    def __init__(self, lines, name):
        self.keys = set()
        self.columns = set()
        for line in lines:
            words = line.split()
            if words[:1] == ["variable"]:
                self.keys.add("'variable " + words[1].upper() + "'")
            elif words[:1] == ["column"] and words[1] == name:
                self.columns.add(tuple(words[2].split(".")))

    def apply(self, line):
        match = ROW.match(line) if line.startswith("INSERT") else None
        if not match:
            return line
        table, names, values = match[1], columns_of(match[2]), VALUE.findall(match[3])
        if table == "observed" and values[0] in self.keys:
            values[1] = "[masked]"
        elif not any((table, name) in self.columns for name in names):
            return line
        for i, name in enumerate(names):
            if (table, name) in self.columns:
                values[i] = "[masked]"
        return f"INSERT INTO `{table}` ({match[2]}) VALUES ({','.join(values)});"


def columns_of(text):
    return [name.replace("``", "`") for name in re.findall(r"`((?:[^`]|``)+)`", text)]


def renumbered(lines):
    """Replaces values of AUTO_INCREMENT columns and of foreign keys to them by their rank."""
    counted, references, table = {}, {}, ""
    for line in lines:
        if match := re.match(r"CREATE TABLE `(.+)` \($", line):
            table = match[1]
        elif match := re.match(r"  `(.+?)` .* AUTO_INCREMENT", line):
            counted[table] = match[1]
        elif match := re.match(r"  CONSTRAINT .* FOREIGN KEY \(`(\w+)`\) REFERENCES `(\w+)` \(`(\w+)`\)", line):
            references[table, match[1]] = (match[2], match[3])
    ranks, result = {}, []
    for ranking in (True, False):
        for line in lines:
            match = ROW.match(line) if line.startswith("INSERT") else None
            if match:
                table, names, values = match[1], columns_of(match[2]), VALUE.findall(match[3])
                for i, name in enumerate(names):
                    column = (table, name)
                    if ranking and counted.get(table) == name:
                        rank = ranks.setdefault(column, {})
                        rank[values[i]] = f"#{len(rank) + 1}"
                    elif not ranking:
                        values[i] = ranks.get(references.get(column, column), {}).get(values[i], values[i])
                line = f"INSERT INTO `{table}` ({match[2]}) VALUES ({','.join(values)});"
            if not ranking:
                result.append(line)
    return result


def differences(expected, actual, masks, gaps):
    """Returns the differences of two snapshots as text, which is empty if they are equal."""
    text = []
    for subject, old in expected.items():
        new = actual[subject]
        if old == new:
            continue
        before = [masks.apply(line) for line in old.splitlines()]
        after = [masks.apply(line) for line in new.splitlines()]
        if gaps and before != after:
            before, after = renumbered(before), renumbered(after)
        if before != after:
            lines = difflib.unified_diff(before, after, "client: " + subject, "upgrade: " + subject, lineterm="", n=1)
            lines = [line if len(line) < 400 else line[:400] + "…" for line in lines]
            text += lines[:40] + (["…"] if len(lines) > 40 else [])
    return "\n".join(text)


# --- The executions -----------------------------------------------------------------------------------------------------


def client_environment():
    with open("/tmp/password") as file:
        return {**os.environ, "MYSQL_PWD": file.read().strip()}


def client(script, database=DATABASE):
    """Executes a script with the client; returns the exit code and the messages."""
    init = [f"--init-command={CLIENT_INIT}"] if CLIENT_INIT else []
    done = subprocess.run(
        ["mariadb", "--no-defaults", "--default-character-set=utf8mb4", "-h127.0.0.1", f"-P{PORT}", "-uboss", *init,
         *([database] if database else [])],
        input=script, env=client_environment(), capture_output=True, timeout=DEADLINE)
    return done.returncode, done.stderr.decode(errors="replace")


def write_scripts(scripts):
    for i, script in enumerate(scripts, 1):
        with open(f"{SCRIPTS}/worker/migrate-{i}-to-{i + 1}.sql", "wb") as file:
            file.write(script)


def command(verb, port):
    return ["entrypoint", "schema", verb, "--module=worker", f"-eschema.scripts={SCRIPTS}", "-emode=maintenance",
            "-epaths.state=/tmp/state", f"-edatabase.admin-url=mysql://boss@127.0.0.1:{port}/",
            "-edatabase.admin-password-file=/tmp/password"]


def run_process(verb, port, started):
    """Runs a command to its end as a process that can be killed; returns the exit code and the messages."""
    process = subprocess.Popen(command(verb, port), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    started(process)
    try:
        out, _ = process.communicate(timeout=DEADLINE)
    except subprocess.TimeoutExpired:
        process.kill()
        out, _ = process.communicate()
        out += TOO_LATE
    return process.returncode, out.decode(errors="replace")


class CommandServer:
    """The Java process that runs the other commands; see the test class of this name."""

    HOME = "/opt/qserv-entrypoint"
    JAVA = [HOME + "/runtime/bin/java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED", "-Dslf4j.provider=org.lsst.qserv.entrypoint.log.LogProvider",
            "-Dpicocli.ansi=false", f"-Dentrypoint.native={HOME}/lib/libentrypoint.so", "-cp",
            f"{HOME}/lib/entrypoint.jar:/tmp/classes", "org.lsst.qserv.entrypoint.image.CommandServer"]

    def __init__(self):
        self.process = None

    def run(self, arguments):
        if self.process is None:
            self.process = subprocess.Popen(self.JAVA, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.process.stdin.write("\t".join(arguments).encode() + b"\n")
        self.process.stdin.flush()
        if select.select([self.process.stdout], [], [], DEADLINE)[0]:
            line = self.process.stdout.readline()
            if line:
                code, text = line.split(b"\t")
                return int(code), base64.b64decode(text).decode(errors="replace")
        self.process.kill()
        self.process = None
        return -1, TOO_LATE.decode()


COMMANDS = CommandServer()


def run(verb, port=PORT):
    """Runs a command to its end; returns the exit code and the messages."""
    return COMMANDS.run(command(verb, port)[1:])


SCRIPT_START = b"DO GET_LOCK('qserv-schema-script:"  # the first command of a script's session


class Proxy:
    """A proxy between an upgrade and its server that counts the commands and injects a fault at one of them: it kills the
    upgrade, or, if that has no process of its own, closes its connections and rejects new ones.

    A command is what the protocol calls COM_INIT_DB, COM_QUERY, COM_STMT_PREPARE, COM_STMT_EXECUTE, COM_STMT_BULK_EXECUTE
    or COM_RESET_CONNECTION; it may consist of several packets.
    """

    COMMANDS = {2, 3, 0x16, 0x17, 0x1F, 0xFA}

    def __init__(self):
        self.lock = threading.Lock()
        self.start(0, "before")
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", PROXIED))
        listener.listen()
        threading.Thread(target=self.accept, args=(listener,), daemon=True).start()

    def start(self, point, phase):
        """Restarts the count at 1; a point of 0 is never reached."""
        with self.lock:
            self.seen, self.script_start, self.connections = 0, 0, []
            self.point, self.phase, self.fault_injected, self.victim = point, phase, False, None

    def accept(self, listener):
        while True:
            client_socket = listener.accept()[0]
            with self.lock:
                if self.fault_injected:
                    client_socket.close()
                else:
                    self.connections.append(ProxiedConnection(self, client_socket))

    def count_command(self, text):
        with self.lock:
            self.seen += 1
            if self.script_start == 0 and text.startswith(SCRIPT_START):
                self.script_start = self.seen
            return self.seen == self.point

    def inject_fault(self):
        with self.lock:
            self.fault_injected = True
            if self.victim:
                os.kill(self.victim.pid, signal.SIGKILL)
            for connection in self.connections:
                connection.cut()


class ProxiedConnection:
    def __init__(self, proxy, client_socket):
        self.proxy = proxy
        self.client = client_socket
        self.server = socket.create_connection(("127.0.0.1", PORT))
        self.is_chosen = False
        for stream in (self.client, self.server):
            stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for direction in (self.up, self.down):
            threading.Thread(target=self.pump, args=(direction,), daemon=True).start()

    def pump(self, direction):
        try:
            direction()
        except OSError:
            pass
        self.cut()

    def cut(self):
        for stream in (self.client, self.server):
            try:
                stream.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def up(self):
        rest, continued = bytearray(), False
        while data := self.client.recv(1 << 20):
            rest += data
            while len(rest) >= 4 and len(rest) >= (size := 4 + int.from_bytes(rest[:3], "little")):
                packet = bytes(rest[:size])
                del rest[:size]
                is_command = not continued and size > 4 and packet[3] == 0 and packet[4] in Proxy.COMMANDS
                continued = size == 4 + 0xFFFFFF
                chosen = is_command and self.proxy.count_command(packet[5:])
                if chosen and self.proxy.phase == "before":
                    return self.proxy.inject_fault()
                self.is_chosen = self.is_chosen or (chosen and self.proxy.phase == "after")
                self.server.sendall(packet)
                if chosen and self.proxy.phase == "during":
                    return self.proxy.inject_fault()

    def down(self):
        while data := self.server.recv(1 << 20):
            if self.is_chosen:
                return self.proxy.inject_fault()
            self.client.sendall(data)


class Failure(Exception):
    """The upgrade differs from the client."""


class Comparison:
    """Compares upgrades of one case with the client on one server."""

    def __init__(self, case, proxy, masks, fresh):
        self.case, self.proxy, self.masks, self.fresh = case, proxy, masks, fresh
        self.between = "".join(text.rstrip(";") + ";\n" for text in case.directives.get("between", []))

    def by_client(self):
        reset()
        for i, script in enumerate(self.case.scripts, 1):
            code, text = client(script)
            if code != 0:
                if self.case.failure is None or i < len(self.case.scripts):
                    raise HarnessError("the client fails: " + text.strip())
                break
        else:
            if self.case.failure is not None:
                raise HarnessError("the client does not fail")
        self.expected = snapshot()
        if self.between:
            sql(f"USE {DATABASE};\n" + self.between)
            self.expected_between = snapshot()

    def prepare(self):
        reset()
        if self.case.faulty is not None:
            write_scripts(self.case.faulty)
            code, text = run("upgrade")
            if code == 0:
                raise HarnessError("the script to be corrected does not fail")
            for file in glob.glob(SCRIPTS + "/worker/*"):
                os.remove(file)
        write_scripts(self.case.scripts)

    def refused(self, verb):
        reset()
        write_scripts(self.case.scripts)
        code, text = run(verb)
        if code not in REFUSALS or self.case.refusal.lower() not in text.lower():
            raise Failure(f"{verb} is not refused with '{self.case.refusal}', exit code {code}:\n{tail(text)}")
        if code == 65 and not re.search(r"migrate-\d+-to-\d+\.sql", text):
            raise Failure(f"{verb} does not name the script that it refuses:\n{tail(text)}")
        if has_journal():
            raise Failure(f"{verb} wrote its journal before it refused the script:\n{tail(text)}")
        if changes := differences(self.fresh, snapshot(), self.masks, False):
            raise Failure(f"{verb} changed something before it refused the script:\n{changes}")
        return "refused"

    def uninterrupted(self):
        self.prepare()
        self.proxy.start(0, "before")
        code, text = run("upgrade", PROXIED)
        self.commands, self.script_start = self.proxy.seen, self.proxy.script_start
        return self.judge(code, text, self.expected, False)

    def interrupted(self, point, phase, fault):
        self.prepare()
        self.proxy.start(point, phase)
        if fault == "kill":
            code, text = run_process("upgrade", PROXIED, lambda process: setattr(self.proxy, "victim", process))
        else:
            code, text = run("upgrade", PROXIED)
        if not self.proxy.fault_injected:
            if point <= self.commands - UNSURE:
                raise Failure(f"sent {self.proxy.seen} commands instead of about {self.commands}:\n{tail(text)}")
            self.judge(code, text, self.expected, False)
            return "not reached"
        expected = self.expected
        if self.between:
            try:
                sql(f"USE {DATABASE};\n" + self.between)
                expected = self.expected_between
            except HarnessError:
                pass  # the object that it changes does not exist yet
        write_scripts([in_form(script, self.case.value("resume-with")) for script in self.case.scripts])
        code, text = run("upgrade")
        if code == ASKS and self.case.may_ask:
            return "asked"
        return self.judge(code, text, expected, True)

    def judge(self, code, text, expected, gaps):
        failure = self.case.failure
        if failure is not None:
            if code == 0 or failure.lower() not in text.lower():
                raise Failure(f"does not fail with '{failure}', exit code {code}:\n{tail(text)}")
        elif code != 0:
            raise Failure(f"exit code {code}:\n{tail(text)}")
        if text := differences(expected, snapshot(), self.masks, gaps):
            raise Failure("differs:\n" + text)
        return "equal" if failure is None else "fails"


def tail(text):
    """Returns the end of the output of a command, without its log of steps."""
    lines = [line for line in text.strip().splitlines() if not re.match(r"\S+Z INFO (step|upgrade)=", line)]
    return "\n".join(lines[-8:])[-2000:]


def points(kills, first, commands):
    """Parses a list of kills into points, phases and kinds of fault."""
    if kills == "none":
        return []
    if kills == "all":
        return [(point, phase, "cut") for point in range(first, commands + 1) for phase in PHASES]
    chosen = []
    for kill in kills.split(","):
        position, phase, fault = kill.split()
        chosen.append((1 + int(float(position) * commands), phase, fault))
    return chosen


def executions(name, kills, proxy, fresh, masked):
    """Executes a case in each way; yields the way, the verdict and details."""
    way = "client"
    try:
        case = read_case(name)
        if not case.runs_on(CONFIGURATION):
            yield way, "skipped", ""
            return
        comparison = Comparison(case, proxy, Masks(masked, name), fresh)
        if case.refusal is not None:
            if kills == "client":
                return
            for way in ("upgrade", "plan") if kills == "all" else ("upgrade",):
                yield way, *outcome(lambda: comparison.refused(way))
            return
        comparison.by_client()
        if kills == "client":
            yield way, "equal", ""
            return
        way = "upgrade"
        verdict, details = outcome(comparison.uninterrupted)
        yield way, verdict, details
        if verdict == "FAILED":
            return
        for point, phase, fault in points(kills, comparison.script_start, comparison.commands):
            way = f"{fault} {phase} command {point} of {comparison.commands}"
            yield way, *outcome(lambda: comparison.interrupted(point, phase, fault))
    except (HarnessError, OSError, subprocess.SubprocessError) as e:
        yield way, "FAILED", f"{type(e).__name__}: {e}"


def outcome(execution):
    try:
        return execution(), ""
    except Failure as e:
        return "FAILED", str(e)


def start_server(options):
    with open("/tmp/server.log", "wb") as log:
        process = subprocess.Popen(
            ["entrypoint", "worker", "database", "-epaths.config=/tmp/config", "-epaths.state=/tmp/server",
             f"-emariadb.port={PORT}", "-emode=maintenance", f"-emariadb.options={LIMITS}{options}",
             f"-edatabase.admin-url=mysql://boss@127.0.0.1:{PORT}/", "-edatabase.admin-password-file=/tmp/password"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    while True:
        try:
            sql("SELECT 1")
            break
        except HarnessError:
            if process.poll() is not None:
                with open("/tmp/server.log") as log:
                    raise HarnessError("the server does not start: " + log.read()[-2000:]) from None
            time.sleep(0.05)
    now = query_server()
    Server.accounts, Server.globals = now["accounts"], as_variables(now["variables"])
    return process


def answer(name, way, verdict, details):
    print(name, way, verdict, base64.b64encode(details.encode()).decode(), sep="\t", flush=True)


def main(options):
    jobs = [line.rstrip("\n").split("\t") for line in sys.stdin if line.strip()]
    with open(os.path.join(CORPUS, "masked.txt")) as file:
        masked = [line for line in file if not line.startswith("#")]
    server = start_server(options)
    try:
        reset()
        fresh = snapshot()
        proxy = Proxy()
        for name, kills in jobs:
            for way, verdict, details in executions(name, kills, proxy, fresh, masked):
                answer(name, way, verdict, details)
    finally:
        server.terminate()
        server.wait()


# --- Checks of the driver itself ----------------------------------------------------------------------------------------


def check():
    case = Case("a", b"-- expect: refused no XA\n-- may-ask\n-- on: x, y\nSELECT 1;\n-- next script\nSELECT 2;\n")
    assert (case.refusal, case.failure, case.may_ask) == ("no XA", None, True)
    assert case.scripts == [b"SELECT 1;\n", b"SELECT 2;\n"] and case.faulty is None
    assert case.runs_on("y") and not case.runs_on("default")
    case = Case("a", b"-- not-on: x\nCRATE;\n-- corrected script\nCREATE;\n")
    assert (case.faulty, case.scripts) == ([b"CRATE;\n"], [b"CREATE;\n"])
    assert case.runs_on("y") and not case.runs_on("x")
    assert Case("a", b"-- a comment\n-- may-ask\n").scripts == [b"-- a comment\n-- may-ask\n"]
    assert points("all", 2, 3) == [(point, phase, "cut") for point in (2, 3) for phase in PHASES]
    assert points("0 during kill,0.99 after cut", 1, 10) == [(1, "during", "kill"), (10, "after", "cut")]
    assert points("none", 1, 9) == []

    masks = Masks(["variable wait_timeout\n", "column f t.b\n", "column other t.a\n"], "f")
    row = "INSERT INTO `observed` (`what`, `value`) VALUES ('variable WAIT_TIMEOUT','60');"
    assert masks.apply(row) == "INSERT INTO `observed` (`what`, `value`) VALUES ('variable WAIT_TIMEOUT',[masked]);"
    row = row.replace("WAIT", "LOCK")
    assert masks.apply(row) == row
    row = "INSERT INTO `t` (`a`,`b`) VALUES ('it\\'s, (1)',0x00);"
    assert masks.apply(row) == "INSERT INTO `t` (`a`,`b`) VALUES ('it\\'s, (1)',[masked]);"

    def numbered(*ids):
        return ["CREATE TABLE `t` (", "  `id` int(11) NOT NULL AUTO_INCREMENT,", "CREATE TABLE `c` (",
                "  CONSTRAINT `x` FOREIGN KEY (`t_id`) REFERENCES `t` (`id`)",
                *(f"INSERT INTO `t` (`id`,`x`) VALUES ({i},'{i}');" for i in ids),
                f"INSERT INTO `c` (`t_id`) VALUES ({ids[-1]});"]

    def as_rows(lines):
        return [line.replace("'4'", "'1'").replace("'6'", "'2'") for line in lines]

    assert renumbered(numbered(1, 2)) == as_rows(renumbered(numbered(4, 6)))
    assert renumbered(numbered(1, 2)) != as_rows(renumbered(numbered(4, 6)[:-1] + ["INSERT INTO `c` (`t_id`) VALUES (4);"]))
    one, two = {"databases": "a\nb\n"}, {"databases": "a\nc\n"}
    assert differences(one, dict(one), masks, True) == "" and "+c" in differences(one, two, masks, True)
    dump = "INSERT INTO `qmetadata` (`metakey`, `value`) VALUES ('version','2');\n) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT\n"
    assert without_version(dump) == ") ENGINE=InnoDB DEFAULT\n"
    assert in_form(b"a\n", "crlf") == b"a\r\n" and in_form(b"a", "bom") == b"\xef\xbb\xbfa" and in_form(b"a", "") == b"a"
    print("ok")


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        check()
    else:
        CONFIGURATION, CLIENT_INIT = sys.argv[1], sys.argv[3]
        main(sys.argv[2])
