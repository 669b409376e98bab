"""Standing in: a role lent for some days, so that nobody’s leave holds anything up."""
