"""The mailbox as the sandbox plays it."""
