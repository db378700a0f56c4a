"""A company in a box: Slack, Google Calendar, Gmail and a mailbox on loopback, for the demo and the tests."""
