"""foedus: what is said about states, held against what states did."""

__version__ = "0.1.0"
