"""Small MariaDB servers for benchmarks, each with its own port and data directory. Runs inside the image."""
import os
import shutil
import socket
import subprocess
import time

FIRST_PORT = 4000
ACCOUNT = "root"  # without a password, because the container is only for the benchmark
SCHEMA = """
CREATE DATABASE qservw_worker;
USE qservw_worker;
CREATE TABLE QMetadata (metakey CHAR(64) NOT NULL PRIMARY KEY, value TEXT) ENGINE=InnoDB;
CREATE TABLE item (id INT NOT NULL PRIMARY KEY AUTO_INCREMENT, name VARCHAR(64) NOT NULL) ENGINE=InnoDB;
"""


def scripts(directory, contents):
    """Writes the worker's scripts, a map from name to text."""
    shutil.rmtree(directory, ignore_errors=True)
    os.makedirs(directory + "/worker")
    for name, text in contents.items():
        with open("%s/worker/migrate-%s.sql" % (directory, name), "w", encoding="utf-8") as file:
            file.write(text)
    return directory


class Servers:
    """Servers that are copied from one with version 1 of the schema."""

    def __init__(self, directory, scripts_directory):
        self.directory = directory
        self.scripts = scripts_directory
        self.running = []
        shutil.rmtree(directory, ignore_errors=True)
        os.makedirs(directory)
        first = directory + "/template"
        subprocess.run(
            ["mariadb-install-db", "--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db", "--datadir=" + first],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._start(first, FIRST_PORT)
        self.upgrade("1", url(0))
        self.stop()

    def _start(self, data, port):
        command = ["mariadbd", "--no-defaults", "--datadir=" + data, "--port=%d" % port, "--bind-address=127.0.0.1"]
        command += ["--socket=%s/socket" % data, "--innodb-buffer-pool-size=8M", "--innodb-log-file-size=8M"]
        command += ["--performance-schema=OFF", "--skip-name-resolve"]
        self.running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return
            except OSError:
                if self.running[-1].poll() is not None:
                    raise
                time.sleep(0.05)

    def start(self, count):
        for number in range(count):
            data = "%s/%d" % (self.directory, number)
            subprocess.run(["cp", "-a", "--sparse=always", self.directory + "/template", data], check=True)
            self._start(data, FIRST_PORT + number)

    def stop(self):
        for process in self.running:
            process.terminate()
        for process in self.running:
            process.wait()
        self.running.clear()

    def clear(self):
        self.stop()
        shutil.rmtree(self.directory)

    def upgrade(self, version, fleet, *arguments):
        """Upgrades and returns the duration in seconds."""
        command = ["entrypoint", "schema", "upgrade", "--module", "worker", "--mode", "maintenance", "--to", version]
        command += ["-e", "schema.scripts=" + self.scripts, "-e", "paths.state=/tmp/state", "--fleet", fleet]
        command += ["--report", "/tmp/report-%d" % time.time_ns(), *arguments]
        begin = time.monotonic()
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        took = time.monotonic() - begin
        if done.returncode != 0:
            raise SystemExit("the upgrade failed: " + done.stdout.decode() + done.stderr.decode())
        return took


def url(number, account=ACCOUNT, first=FIRST_PORT):
    return "mysql://%s@127.0.0.1:%d" % (account, first + number)


def pattern(count, first):
    return "mysql://%s@127.0.0.1:{%d..%d}" % (ACCOUNT, first, first + count - 1)


class Relay:
    """Forwards connections in a separate process and delays each byte by half of a round trip."""

    def __init__(self, first, target, count, round_trip):
        self.process = subprocess.Popen(
            ["python3", __file__, str(first), str(target), str(count), str(round_trip / 2)], stdout=subprocess.PIPE
        )
        self.process.stdout.readline()  # it is listening

    def stop(self):
        self.process.kill()
        self.process.wait()


def relay(first, target, count, delay):
    import asyncio

    async def pump(reader, writer):
        loop = asyncio.get_running_loop()
        data = await reader.read(65536)
        while data:
            loop.call_later(delay, writer.write, data)
            data = await reader.read(65536)
        loop.call_later(delay, writer.close)

    def passes_to(port):
        async def connected(reader, writer):
            await asyncio.sleep(2 * delay)  # the round trip of connecting
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
            for stream in (writer, far_writer):
                stream.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            await asyncio.gather(pump(reader, far_writer), pump(far_reader, writer), return_exceptions=True)

        return connected

    async def main():
        servers = [await asyncio.start_server(passes_to(target + i), "127.0.0.1", first + i, backlog=64) for i in range(count)]
        print("listening", flush=True)
        await asyncio.gather(*(server.serve_forever() for server in servers))

    asyncio.run(main())


if __name__ == "__main__":
    import sys

    relay(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
