"""Threads: what a follow-up is about, and what is kept of what was asked."""
