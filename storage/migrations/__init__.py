"""The schema's history, one step per file in versions/. Run by `storage.migrate`; nothing here is on disk twice."""
