-- expect: refused BACKUP
BACKUP LOCK observed;
BACKUP UNLOCK;
