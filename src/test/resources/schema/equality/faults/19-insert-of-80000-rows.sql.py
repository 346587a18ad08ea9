print("CREATE TABLE many (a INT PRIMARY KEY, b INT, t VARCHAR(10));")
print("INSERT INTO many VALUES " + ",".join(f"({i},{i % 7},'{i:x}')" for i in range(80000)) + ";")
print("INSERT INTO observed VALUES ('rows', ROW_COUNT());")
print("INSERT INTO observed SELECT 'sum', SUM(b) FROM many;")
