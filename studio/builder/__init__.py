"""The panels in which routines are built."""
