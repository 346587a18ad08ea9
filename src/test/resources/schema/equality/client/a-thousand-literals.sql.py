values = ",".join(f"('k{i}', '{chr(0x1F600 + i % 50)} it''s {i}; -- {i}')" for i in range(1000))
print(f"INSERT INTO observed VALUES {values};")
print("DELETE FROM observed WHERE what NOT LIKE 'k9%';")
