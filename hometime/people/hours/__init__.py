"""The hours people say they work: when they may be reached."""
