"""Sentences as rows of items: names, numbers, dates and words, over which the phrases of the lexicon are matched."""
