"""What an article says: its page, its actors, who said what, and what of it can be checked."""
