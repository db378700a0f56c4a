"""Google Calendar as the sandbox plays it."""
