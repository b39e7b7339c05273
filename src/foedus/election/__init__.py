"""A seat on the Council: the rules that count a ballot, and what pledges are worth."""
