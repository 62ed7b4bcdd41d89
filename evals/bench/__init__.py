"""Speed and memory beside their targets. What the product sets for a process (`ingest`) is set before numpy is imported."""

import ingest  # noqa: F401
