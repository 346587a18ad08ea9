print("-- expect: refused")
print("CREATE TABLE large (t LONGTEXT);")
print("INSERT INTO large VALUES ('" + "x" * 17_000_000 + "');")
