"""Views of the register: decisions, matters, goals, follow-ups, coverage and whatever else is read off it."""
