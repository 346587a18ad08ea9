names = [f"`a table with a name that takes more than a few bytes {i}`" for i in range(900)]
# A single statement creates them, because the test is about the DROP.
print("CREATE TABLE anything (a INT);")
print("DELIMITER //")
print("FOR i IN 0 .. 899 DO EXECUTE IMMEDIATE CONCAT('CREATE OR REPLACE TABLE `a table with a name that takes more than a few bytes ', i, '` (a INT)'); END FOR//".replace("FOR i", "BEGIN NOT ATOMIC FOR i", 1).replace("END FOR//", "END FOR; END//"))
print("DELIMITER ;")
print("DROP TABLE " + ", ".join(names) + ";")
print("INSERT INTO observed SELECT 'left', COUNT(*) FROM information_schema.TABLES WHERE TABLE_NAME LIKE 'a table%';")
