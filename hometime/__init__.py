"""Hometime runs a school's home-working policy. Start with README.md, then docs/explanation/rows.md."""
