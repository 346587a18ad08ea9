name = "n" * 64
print(f"CREATE TABLE {name} ({name} INT);")
print(f"INSERT INTO `{name}` VALUES ({'(' * 50}1{')' * 50});")
print(f"INSERT INTO observed SELECT 'nested', {'IF(1, ' * 30}7{', 0)' * 30};")
print(f"CREATE VIEW v AS SELECT {name}.{name} AS a FROM qservw_worker.{name};")
