"""Numbers from numbers: similarity, cohesion, ideal points, intervals. Arrays in, arrays out."""
