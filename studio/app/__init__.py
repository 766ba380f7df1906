"""The document and what belongs to the program as a whole, without widgets."""
