"""Stand-ins for Qserv's programs, for development and tests only: never part of a production image.

Each keeps the contract of the real program (options, waits, ports, replies, exit codes, no signal handlers) and does none
of its work.
"""
