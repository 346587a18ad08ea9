import sys
sys.stdout.buffer.write(b"CREATE TABLE t (a BLOB);\nINSERT INTO t VALUES (_binary 'a\x01\x7fb'), (_binary 'x\\0y');\n")
