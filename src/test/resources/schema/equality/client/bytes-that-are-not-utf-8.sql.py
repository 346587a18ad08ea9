import sys
print("-- expect: refused UTF-8", flush=True)
sys.stdout.buffer.write(b"CREATE TABLE t (a BLOB);\nINSERT INTO t VALUES (_binary 'a\xff\xfeb');\n")
