"""Pages: asking, one request and what is done with it, lists, and what a school sets."""
