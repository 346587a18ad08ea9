GRANT ALL ON *.* TO 'qsmaster'@'localhost', 'qsmaster'@'%';
