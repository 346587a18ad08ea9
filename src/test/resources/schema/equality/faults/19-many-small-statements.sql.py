print("CREATE TABLE many (a INT PRIMARY KEY, t TEXT);")
for i in range(400):
    print(f"INSERT INTO many VALUES ({i}, REPEAT('{i:x}', 10)); UPDATE many SET t = UPPER(t) WHERE a = {i};")
print("INSERT INTO observed SELECT 'rows', COUNT(*) FROM many;")
