"""The policy language and the engine that decides by it: no Django. Start with README.md, which says in what order to read."""
