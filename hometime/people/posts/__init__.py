"""Posts and roles: what each person does here, who gave it to them, and when it ends."""
