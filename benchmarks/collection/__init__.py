"""How fast collections are made, and in how much memory."""
