"""Acts: each checks, writes, records and tells, in one transaction."""
