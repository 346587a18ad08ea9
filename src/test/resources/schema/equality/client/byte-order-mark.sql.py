import sys
sys.stdout.buffer.write(b"\xef\xbb\xbfINSERT INTO observed VALUES ('a', '\xc3\xa9');\n")
