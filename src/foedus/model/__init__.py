"""What a fact is: states in time, bodies, acts and their origins. Standard library only."""
