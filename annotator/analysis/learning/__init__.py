"""Linear models in numpy: hashed features, their weights, how they are learned."""
