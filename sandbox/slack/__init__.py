"""Slack as the sandbox plays it: a workspace, its Web API, Socket Mode and signed HTTP."""
