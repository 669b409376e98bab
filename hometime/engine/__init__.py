"""The policy language and the engine that decides by it: pure Python, no Django.

Read in this order: `vocabulary` (facts), `tree` (what an expression means), `reading` (text to tree), `pack` (rules of one policy),
`program` (a policy as one list of steps), `table` (many rows at once), `verdict` (one answer), `expiry`, `missing`, `repairs`, `whatif`.
"""
