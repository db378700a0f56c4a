"""Interview Bot: what the bot is."""
