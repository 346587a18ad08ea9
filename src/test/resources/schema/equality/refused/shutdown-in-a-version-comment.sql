-- expect: refused SHUTDOWN
/*!40101 SHUTDOWN */;
