"""Values and pure functions: no Qt, no input or output, no clock, no chance."""
