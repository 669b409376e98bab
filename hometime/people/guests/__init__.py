"""People who are not staff and yet come in: who answers for them, why, and until when."""
