"""Painting as functions of a painter, a rectangle, a value and a look."""
