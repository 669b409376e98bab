"""Pages of papers: leaving, leave, one record, the log, sets."""
