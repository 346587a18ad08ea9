#!/usr/bin/env python3
"""Compares starts of the launcher with an empty Java program; runs inside the image. Prints one line `NAME VALUE` per result.

usage: measure.py PAIRS

Both sides of a pair end with the same program, `date`, which prints the time: the launcher executes it; after the empty
program, the harness starts it. So the cost of `date` is the same on both sides, and the result is the time from the command
to the service's first instruction. The two alternate, and only their ratio counts, because a busy machine slows both.
"""
import json
import os
import random
import statistics
import subprocess
import sys
import time

HOME = "/opt/qserv-entrypoint"
JAVA = HOME + "/runtime/bin/java"
STAMP = ["/bin/date", "+%s%N"]
# One template, no waits: the redirector's cmsd, with `date` instead of cmsd.
LAUNCH = ["entrypoint", "xrootd", "cmsd", "-e", "command=" + json.dumps(STAMP)]
# Commands about the same component. Only their duration is measured.
COMMANDS = {"explain": ["entrypoint", "explain", "xrootd", "cmsd"], "check": ["entrypoint", "config", "check", "xrootd", "cmsd"]}
EMPTY = ["-XX:SharedArchiveFile=/tmp/empty.jsa", "-cp", "/bench", "Empty"]


def launch():
    started = time.time_ns()
    output = subprocess.run(LAUNCH, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if output.returncode != 0:
        sys.exit("the launch failed: " + output.stderr.decode())
    return (int(output.stdout.split()[-1]) - started) / 1e6


def answer(question):
    return time_of(COMMANDS[question])


def time_of(command):
    started = time.time_ns()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return (time.time_ns() - started) / 1e6


def empty():
    started = time.time_ns()
    subprocess.run([JAVA, *EMPTY], check=True)
    return (int(subprocess.run(STAMP, stdout=subprocess.PIPE, check=True).stdout) - started) / 1e6


def peak_of(command):
    """Returns the peak resident memory of a command in MB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_maxrss / 1024


def main():
    pairs = int(sys.argv[1])
    # A regular JDK has an archive of its classes; the image's runtime has them only in the launcher's cache.
    # Without an archive, the reference would be slower than a regular Java.
    subprocess.run([JAVA, "-Xshare:dump", "-XX:SharedArchiveFile=/tmp/empty.jsa"], check=True, stdout=subprocess.DEVNULL)
    for _ in range(3):  # load the files into memory, as on a machine that has started the image before
        launch(), empty()
    results = []
    for _ in range(pairs):
        first, second = random.sample([launch, empty], 2)
        times = {first: first(), second: second()}
        results.append((times[launch], times[empty]))
    for question in COMMANDS:
        answer(question)
        print(question + "_ratio", statistics.median(answer(question) / launch() for _ in range(pairs)))
    probe = ["entrypoint", "probe", "live"]
    print("probe_ratio", statistics.median(time_of(probe) / launch() for _ in range(pairs)))
    print("launch_ms", statistics.median(a for a, _ in results))
    print("empty_ms", statistics.median(b for _, b in results))
    print("ratio", statistics.median(a / b for a, b in results))
    print("probe_peak_mb", peak_of(probe))


main()
