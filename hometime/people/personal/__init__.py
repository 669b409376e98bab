"""What is kept about one person, in every part: told to them, and made nameless when they have been gone long enough."""
