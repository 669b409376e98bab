"""Pages of asking: each list holds its form; each record shows how it stands, what happened, and what may be done."""
