"""The same tests told to engines we did not write: what they answer must be what ours answers."""
